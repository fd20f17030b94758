/**
 * Durations in queries, and durations as Loki prints them.
 * https://grafana.com/docs/loki/latest/query/log_queries/#label-filter-expression
 */

const NS_PER_MS = 1e6;

const UNIT_NS = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: NS_PER_MS,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 86_400e9,
  w: 7 * 86_400e9,
  y: 365 * 86_400e9,
} as const;

type Unit = keyof typeof UNIT_NS;

/** Durations are 64-bit nanoseconds: 292 years. */
const MAX_NS = 2 ** 63;

/** Whole numbers with units in falling order, each at most once: how ranges must be written. */
const PROMETHEUS = /^(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;
const GO = /^-?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y)/g;

/** Milliseconds of a range, or what Loki says against it. `0` is one. */
export function rangeLiteral(text: string): { readonly ms: number } | { readonly problem: string } {
  if (text === '') return { problem: 'empty duration string' };
  if (text === '0') return { ms: 0 };
  if (!PROMETHEUS.test(text)) return { problem: `not a valid duration string: ${JSON.stringify(text)}` };
  const ns = sum(text);
  return ns === undefined ? { problem: 'duration out of range' } : { ms: ns / NS_PER_MS };
}

/** Nanoseconds of a duration that stands for itself, in Prometheus' or in Go's notation; undefined where it is neither. */
export const durationLiteral = (text: string): number | undefined =>
  text.length <= 100 && (PROMETHEUS.test(text) || GO.test(text)) ? sum(text) : undefined;

function sum(text: string): number | undefined {
  let ns = 0;
  for (const [, count, unit] of text.matchAll(PART)) ns += Number(count) * UNIT_NS[unit as Unit];
  if (ns >= MAX_NS) return undefined;
  return text.startsWith('-') ? -ns : ns;
}

/** Units that are shown for the whole only: `90d` reads better than `12w6d`. */
const SHOWN_WHOLE: ReadonlySet<Unit> = new Set<Unit>(['y', 'w']);

/** As Prometheus prints it: `1h30m`. What is below a millisecond is not shown. */
export function prometheusDurationText(ms: number): string {
  let rest = Math.trunc(Math.abs(ms)) * NS_PER_MS;
  if (rest === 0) return '0s';
  let text = ms < 0 ? '-' : '';
  for (const unit of ['y', 'w', 'd', 'h', 'm', 's', 'ms'] as const) {
    const size = UNIT_NS[unit];
    if (rest < size || (SHOWN_WHOLE.has(unit) && rest % size !== 0)) continue;
    text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return text;
}
