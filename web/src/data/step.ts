import { rangeUtil, type TimeRange } from '@grafana/data';

/** What is asked of the time between the points of one query. */
export interface StepNeeds {
  /** Step that fits the panel's width, ms. */
  readonly intervalMs: number;
  /** The query's or panel's own minimum as text (`15s`, `>1m`), if any. */
  readonly minimum?: string | undefined;
  /** How often what is asked is measured, ms: the step is never below it. */
  readonly scrapeMs: number;
  /** "Resolution" of older queries: 2 asks for half of the points. */
  readonly factor?: number | undefined;
  readonly range: TimeRange;
}

/** What Prometheus accepts at most for one series: a range query with more points is refused. */
const MOST_POINTS = 11_000;

/** Interval texts of Grafana: a number with `ms`, `s`, `m`, `h`, `d`, `w`, `M` or `y`, or without for seconds; `>` before it is let go. */
export function readInterval(text: string | undefined): number | undefined {
  const trimmed = text?.trim().replace(/^>\s*/, '') ?? '';
  if (trimmed === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  try {
    return rangeUtil.intervalToMs(trimmed);
  } catch {
    return undefined;
  }
}

/** The step of a range query in ms: not below its minima, and never for more points than the server gives. */
export function stepOf({ intervalMs, minimum, scrapeMs, factor = 1, range }: StepNeeds): number {
  const least = readInterval(minimum) ?? scrapeMs;
  const safe = (range.to.valueOf() - range.from.valueOf()) / MOST_POINTS;
  const step = Math.max(intervalMs * factor, least * factor, 1);
  return step >= safe ? step : Math.ceil(safe / 1000) * 1000;
}

/**
 * `$__rate_interval`: long enough for four scrapes, so that a rate never misses one, and no shorter than a step and a scrape.
 * https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval
 */
export function rateInterval(stepMs: number, scrapeMs: number): number {
  return Math.max(stepMs + scrapeMs, 4 * scrapeMs);
}

/** Both ends moved down to multiples of the step (ms since 1970 in UTC), so that a refreshed panel asks for the same points. */
export function aligned(range: TimeRange, stepMs: number, offsetMs = 0): { from: number; to: number } {
  const down = (ms: number) => Math.floor((ms + offsetMs) / stepMs) * stepMs - offsetMs;
  return { from: down(range.from.valueOf()), to: down(range.to.valueOf()) };
}

/** `90000` as `90s`, `1m30s` being no text that all three languages read. */
export function intervalText(ms: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
  ] as const;
  const found = units.find(([, length]) => ms >= length && ms % length === 0);
  return found === undefined ? `${Math.max(1, Math.round(ms))}ms` : `${ms / found[1]}${found[0]}`;
}

/** The macros of a query that hang on its own step: what the dashboard's variables cannot know. */
export function replaceStepMacros(text: string, stepMs: number, scrapeMs: number, range: TimeRange): string {
  const rangeMs = range.to.valueOf() - range.from.valueOf();
  const rangeS = Math.max(1, Math.round(rangeMs / 1000));
  const values: Readonly<Record<string, string>> = {
    __interval: intervalText(stepMs),
    __interval_ms: String(Math.round(stepMs)),
    __rate_interval: intervalText(rateInterval(stepMs, scrapeMs)),
    __rate_interval_ms: String(Math.round(rateInterval(stepMs, scrapeMs))),
    __auto: intervalText(stepMs),
    __range: `${rangeS}s`,
    __range_s: String(rangeS),
    __range_ms: String(rangeMs),
  };
  const names = Object.keys(values)
    .sort((a, b) => b.length - a.length)
    .join('|');
  const macro = new RegExp(`\\$(?:(${names})\\b|\\{(${names})(?::[^}]*)?\\}|\\[\\[(${names})\\]\\])`, 'g');
  return text.replace(
    macro,
    (_, plain?: string, braced?: string, old?: string) => values[plain ?? braced ?? old ?? '']!,
  );
}
