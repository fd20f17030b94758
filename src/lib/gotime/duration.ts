/** `1h2m3.5s`, `1.5ms`, `0s`, of nanoseconds. https://pkg.go.dev/time#Duration.String */
export function formatGoDuration(ns: bigint): string {
  if (ns === 0n) return '0s';
  const sign = ns < 0n ? '-' : '';
  const size = ns < 0n ? -ns : ns;
  for (const [unit, unitNs, limit] of SMALL) if (size < limit) return `${sign}${decimal(size, unitNs)}${unit}`;
  const seconds = size / 1_000_000_000n;
  const minutes = seconds / 60n;
  const rest = decimal(size - minutes * 60_000_000_000n, 1_000_000_000n);
  if (minutes === 0n) return `${sign}${rest}s`;
  const hours = minutes / 60n;
  return hours === 0n ? `${sign}${minutes}m${rest}s` : `${sign}${hours}h${minutes % 60n}m${rest}s`;
}

const SMALL = [
  ['ns', 1n, 1_000n],
  ['µs', 1_000n, 1_000_000n],
  ['ms', 1_000_000n, 1_000_000_000n],
] as const;

function decimal(ns: bigint, unit: bigint): string {
  const fraction = (ns % unit)
    .toString()
    .padStart(unit.toString().length - 1, '0')
    .replace(/0+$/, '');
  return unit === 1n || fraction === '' ? String(ns / unit) : `${ns / unit}.${fraction}`;
}
