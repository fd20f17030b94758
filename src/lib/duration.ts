/**
 * Durations as the originals write them. Prometheus (`1h30m`, `7d`, `2w`, `1y`, units in falling order, whole numbers) and
 * Go (`1.5h`, `90s`, `250us`, `-5m`) overlap; configuration accepts both, since users rarely know which of the two a
 * setting takes.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 * https://pkg.go.dev/time#ParseDuration
 */

const UNIT_MS = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
} as const;

type Unit = keyof typeof UNIT_MS;

const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y)/y;

/**
 * Milliseconds of `text`, or `undefined` where it is not a duration. Fractions of a millisecond are kept. A bare `0` is
 * one; other numbers without a unit are not.
 */
export function parseDuration(text: string): number | undefined {
  const negative = text.startsWith('-');
  const body = negative || text.startsWith('+') ? text.slice(1) : text;
  if (body === '0') return 0;
  if (body === '' || body.length > 100) return undefined;
  let ms = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < body.length) {
    const part = PART.exec(body);
    if (part === null) return undefined;
    ms += Number(part[1]) * UNIT_MS[part[2] as Unit];
  }
  return negative ? -ms : ms;
}

const SHOWN = ['w', 'd', 'h', 'm', 's', 'ms'] as const;

/** `ms` in Prometheus' notation, the largest units first: 5400000 is `1h30m`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return 'unlimited';
  if (ms === 0) return '0s';
  let rest = Math.abs(ms);
  let text = ms < 0 ? '-' : '';
  for (const unit of SHOWN) {
    const size = UNIT_MS[unit];
    const count = unit === 'ms' ? rest : Math.floor(rest / size);
    if (count === 0) continue;
    text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
