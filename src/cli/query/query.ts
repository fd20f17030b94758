import { ConfigError } from '../../config/config-error.js';
import { parseDuration } from '../../lib/duration.js';
import { chart } from './chart.js';
import { ask } from './prometheus-answer.js';
import { table } from './table.js';

export interface QueryOptions {
  readonly url: string;
  readonly promql?: string;
  readonly range?: string;
  readonly step?: string;
  readonly time?: string;
  readonly chart?: boolean;
  readonly json?: boolean;
}

/** Columns where the output is no terminal. */
const DEFAULT_COLUMNS = 100;
/** Points of a chart or range without `--step`. */
const DEFAULT_POINTS = 240;

/** `quartet query --promql EXPR`: asks a running server and prints its answer. */
export async function query(options: QueryOptions): Promise<void> {
  if (options.promql === undefined) throw new ConfigError("quartet query needs --promql 'EXPRESSION'");
  const answer = await ask(options.url, ...request(options, options.promql));
  if (options.json) console.log(JSON.stringify(answer.data, undefined, 2));
  else if (options.chart && answer.data.resultType === 'matrix') {
    console.log(
      chart(answer.data.result, process.stdout.columns ?? DEFAULT_COLUMNS, process.stdout.hasColors?.() ?? false),
    );
  } else console.log(table(answer));
  for (const note of [...answer.warnings, ...answer.infos]) console.error(note);
}

/** The endpoint and its parameters: a range where one was asked for or is to be drawn. */
function request(options: QueryOptions, promql: string): [path: string, parameters: Record<string, string>] {
  const time = options.time ?? String(Date.now() / 1000);
  const range = options.range ?? (options.chart ? '1h' : undefined);
  if (range === undefined) return ['query', { query: promql, time }];
  const seconds = secondsOf('--range', range);
  const end = Number.isNaN(Number(time)) ? Date.parse(time) / 1000 : Number(time);
  if (Number.isNaN(end))
    throw new ConfigError(`--time ${time} is neither seconds since 1970 nor a time like 2026-01-31T12:00:00Z`);
  const step =
    options.step === undefined ? Math.max(1, Math.round(seconds / DEFAULT_POINTS)) : secondsOf('--step', options.step);
  return ['query_range', { query: promql, start: String(end - seconds), end: String(end), step: String(step) }];
}

function secondsOf(flag: string, text: string): number {
  const ms = Number.isNaN(Number(text)) ? parseDuration(text) : Number(text) * 1000;
  if (ms === undefined || !(ms > 0)) throw new ConfigError(`${flag} ${text} is not a duration such as 30s or 1h`);
  return ms / 1000;
}
