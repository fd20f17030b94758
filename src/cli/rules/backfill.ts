import { planBackfill, runBackfill } from '../../app/backfill.js';
import { ConfigError } from '../../config/config-error.js';
import { formatDuration, parseDuration } from '../../lib/duration.js';
import { ask, type HistogramPoint } from '../query/prometheus-answer.js';

export interface BackfillCommandOptions {
  readonly rules: readonly string[];
  readonly start: string;
  readonly end?: string;
  readonly step?: string;
  readonly url: string;
  readonly lokiUrl: string;
  readonly tenant?: string;
}

/** `quartet rules backfill`: evaluates recording rules over the history of a running server, which gets the results. */
export async function backfillRules(options: BackfillCommandOptions): Promise<void> {
  const { url, lokiUrl, tenant } = options;
  const now = Date.now();
  const [startMs, endMs] = [timeOf('--start', options.start, now), timeOf('--end', options.end ?? '0s', now)];
  if (endMs <= startMs) throw new ConfigError('--end must lie after --start');
  const stepMs = options.step === undefined ? undefined : parseDuration(options.step);
  if (options.step !== undefined && (stepMs === undefined || !(stepMs >= 1)))
    throw new ConfigError(`--step ${options.step} is not a duration such as 30s or 1m`);
  const plan = planBackfill(options.rules);
  for (const rule of plan.leftOut) console.error(`left out: ${rule}: an alerting rule is about now`);
  const progress = new ProgressLine();
  const samples = await runBackfill(plan, {
    startMs,
    endMs,
    stepMs,
    url,
    tenant,
    range: async (language, expression, span) => {
      const server = language === 'promql' ? url : `${lokiUrl.replace(/\/+$/, '')}/loki`;
      const seconds = (ms: number) => String(ms / 1000);
      const [start, end, step] = [seconds(span.startMs), seconds(span.endMs), seconds(span.stepMs)];
      const asked = { query: expression, start, end, step, native_histograms: 'protobuf' };
      const { data } = await ask(server, 'query_range', asked, tenant);
      if (data.resultType !== 'matrix') throw new Error(`${expression}: the server answered a ${data.resultType}`);
      return data.result.map(({ metric, values, histograms }) => ({
        labels: Object.entries(metric)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flat(),
        points: [
          ...values.map(([time, text]) => [msOf(time), numberOf(text)] as const),
          ...histograms.map(([time, histogram]) => [msOf(time), messageOf(histogram)] as const),
        ].sort(([a], [b]) => a - b),
      }));
    },
    report: ({ group, done, all, samples: written }) =>
      progress.show(`${group}: ${Math.floor((100 * done) / all)} %, ${written} samples`, done === all),
  });
  console.log(`wrote ${samples} samples over ${formatDuration(endMs - startMs)}`);
}

const msOf = (seconds: number): number => Math.round(seconds * 1000);

/** Other servers than this one do not tell it. */
function messageOf({ protobuf }: HistogramPoint[1]): Uint8Array {
  if (typeof protobuf !== 'string')
    throw new Error('the server does not tell native histograms whole, so that they cannot be backfilled');
  return Buffer.from(protobuf, 'base64');
}

const NUMBERS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  '+Inf': Number.POSITIVE_INFINITY,
  '-Inf': Number.NEGATIVE_INFINITY,
};

const numberOf = (text: string): number => NUMBERS[text] ?? Number(text);

/** A time, seconds since 1970, or how long ago (`6h`). */
function timeOf(flag: string, text: string, now: number): number {
  const ago = parseDuration(text);
  if (ago !== undefined && text !== '0') return now - ago;
  const ms = Number.isNaN(Number(text)) ? Date.parse(text) : Number(text) * 1000;
  if (Number.isNaN(ms))
    throw new ConfigError(
      `${flag} ${text} is no time: 2026-01-31T12:00:00Z, seconds since 1970, or 6h for six hours ago`,
    );
  return Math.round(ms);
}

/** One line that changes in a terminal; elsewhere a line for each group. */
class ProgressLine {
  show(text: string, isLast: boolean): void {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}${isLast ? '\n' : ''}`);
    else if (isLast) console.error(text);
  }
}
