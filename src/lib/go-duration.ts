/** Durations as Go reads them. https://pkg.go.dev/time#ParseDuration */

const UNIT_NS: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

const PART = /(\d*)(\.\d*)?([^.\d]*)/y;

/** Nanoseconds of 64 bits, beyond 2^53 rounded; or why it is no duration. */
export function readGoDuration(text: string): { readonly value: number } | { readonly problem: string } {
  const negative = text.startsWith('-');
  const body = negative || text.startsWith('+') ? text.slice(1) : text;
  if (body === '0') return { value: 0 };
  if (body === '') return invalid(text);
  let ns = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < body.length) {
    const [, whole = '', fraction = '', unit = ''] = PART.exec(body)!;
    if ((whole === '' && fraction.length < 2) || Number(whole) > 2 ** 63) return invalid(text);
    if (unit === '') return { problem: `time: missing unit in duration ${quote(text)}` };
    const size = UNIT_NS.get(unit);
    if (size === undefined) return { problem: `time: unknown unit ${quote(unit)} in duration ${quote(text)}` };
    ns += Number(whole) * size;
    if (fraction.length > 1) ns += Math.floor(Number(`0${fraction}`) * size);
    if (ns >= 2 ** 63 && !(negative && ns === 2 ** 63)) return invalid(text);
  }
  return { value: negative ? -ns : ns };
}

const invalid = (text: string) => ({ problem: `time: invalid duration ${quote(text)}` });

/** As package time quotes: bytes beyond printable ASCII one by one. */
function quote(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const byte of Buffer.from(text)) {
    if (byte < 0x20 || byte >= 0x80) quoted += `\\x${byte.toString(16).padStart(2, '0')}`;
    else quoted += byte === 0x22 || byte === 0x5c ? `\\${String.fromCharCode(byte)}` : String.fromCharCode(byte);
  }
  return `${quoted}"`;
}

/** `ms` as Go writes a duration of whole milliseconds: `1h0m0s`, `1m30s`, `1.5s`, `20ms`, `0s`. */
export function goDuration(ms: number): string {
  const whole = Math.abs(Math.trunc(ms));
  const sign = ms < 0 && whole > 0 ? '-' : '';
  if (whole > 0 && whole < 1000) return `${sign}${whole}ms`;
  const minutes = Math.floor(whole / 60_000);
  const seconds = `${(whole % 60_000) / 1000}s`;
  if (minutes === 0) return sign + seconds;
  const hours = Math.floor(minutes / 60);
  return `${sign}${hours === 0 ? '' : `${hours}h`}${minutes % 60}m${seconds}`;
}

const [MINUTE, HOUR] = [60e9, 3600e9];

/** Nanoseconds as Go writes them: `1h30m0s`, `1.5s`, `250µs`. https://pkg.go.dev/time#Duration.String */
export function goDurationText(ns: number | bigint): string {
  const size = Math.abs(Number(ns));
  if (size === 0) return '0s';
  const sign = ns < 0 ? '-' : '';
  for (const unit of ['ns', 'µs', 'ms'] as const) {
    if (size < UNIT_NS.get(unit)! * 1000) return `${sign}${size / UNIT_NS.get(unit)!}${unit}`;
  }
  const hours = Math.floor(size / HOUR);
  const minutes = Math.floor(size / MINUTE) % 60;
  const seconds = `${((size % MINUTE) / 1e9).toFixed(9).replace(/\.?0+$/, '')}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}` : sign + seconds;
}
