import { z } from 'zod';
import { parseDuration } from '../../../lib/duration.js';
import { optional } from '../body.js';
import type { TimeRange } from './time-range.js';

const SOURCE = z.union([z.string(), z.looseObject({ uid: optional(z.string()), type: optional(z.string()) })]);
const NUMBER = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(?:\.\d+)?$/)
    .transform(Number),
]);

/** One query of a panel, in the members of the data sources' own editors. */
export const QUERY = z.looseObject({
  refId: optional(z.string().max(100)),
  datasource: optional(SOURCE),
  datasourceId: optional(z.number()),
  hide: optional(z.boolean()),
  intervalMs: optional(NUMBER),
  maxDataPoints: optional(NUMBER),
  interval: optional(z.string()),
  expr: optional(z.string()),
  query: optional(z.string()),
  queryType: optional(z.string()),
  instant: optional(z.boolean()),
  range: optional(z.boolean()),
  exemplar: optional(z.boolean()),
  format: optional(z.string()),
  legendFormat: optional(z.string()),
  step: optional(z.union([z.string(), z.number()])),
  maxLines: optional(NUMBER),
  direction: optional(z.string()),
  limit: optional(NUMBER),
  spss: optional(NUMBER),
  tableType: optional(z.string()),
  metricsQueryType: optional(z.string()),
  timeRange: optional(z.looseObject({ from: z.string(), to: z.string() })),
});

export type QueryModel = z.output<typeof QUERY>;

/** Steps that one range may have. */
const MAX_STEPS = 11_000;
const DEFAULT_INTERVAL = 15_000;

/** The step of a range query, ms: what the panel has room for, at least `least`, and not more steps than are answered. */
export function stepOf(
  { intervalMs = DEFAULT_INTERVAL, interval = '', step }: QueryModel,
  { from, to }: TimeRange,
): number {
  const asked = typeof step === 'number' ? step * 1000 : readMs(String(step ?? ''));
  const least = asked ?? readMs(interval.replace(/^>/, '')) ?? 0;
  return Math.ceil(Math.max(intervalMs, least, 1, (to - from) / (MAX_STEPS - 1)));
}

function readMs(text: string): number | undefined {
  if (text === '' || text.includes('$')) return undefined;
  try {
    return /^\d+$/.test(text) ? Number(text) * 1000 : parseDuration(text);
  } catch {
    return undefined;
  }
}

/** How often samples come, ms, where nothing says so; `$__rate_interval` spans four of them at least. */
const SCRAPE_INTERVAL = 15_000;

/**
 * The query with the variables that only who runs it knows.
 * https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#global-variables
 */
export function withVariables(text: string, step: number, { from, to }: TimeRange): string {
  if (!text.includes('$')) return text;
  const rate = Math.max(step + SCRAPE_INTERVAL, 4 * SCRAPE_INTERVAL);
  const values: Readonly<Record<string, string>> = {
    __interval: duration(step),
    __interval_ms: String(step),
    __rate_interval: duration(rate),
    __rate_interval_ms: String(rate),
    __auto: duration(step),
    __range: `${Math.round((to - from) / 1000)}s`,
    __range_s: String(Math.round((to - from) / 1000)),
    __range_ms: String(to - from),
    __from: String(from),
    __to: String(to),
  };
  return text.replace(/\$\{(__\w+)\}|\$(__\w+)/g, (whole, braced, plain) => values[braced ?? plain] ?? whole);
}

const duration = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`);
