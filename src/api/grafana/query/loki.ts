import type { AnsweredEntry, LogqlAnswer } from '../../../logql/answer.js';
import { lokiReadLimits } from '../../../model/loki-limits.js';
import { query, queryRange } from '../../loki/query.js';
import type { LokiRequest } from '../../loki/request.js';
import type { Frame } from './frame.js';
import { type QueryModel, stepOf, withVariables } from './query-model.js';
import { instantFrames, pointsOf, rangeFrames, seriesFrame, tableFrame } from './series-frames.js';
import type { TimeRange } from './time-range.js';

type Asked = Pick<LokiRequest, 'context' | 'tenant' | 'limits'>;

const DEFAULT_LINES = 1_000;

/** LogQL: log lines, or the series of a metric query. */
export async function lokiFrames(asked: Asked, model: QueryModel, range: TimeRange): Promise<Frame[]> {
  const step = stepOf(model, range);
  const text = withVariables(model.expr ?? '', step, range);
  const isInstant = model.queryType === 'instant' || model.instant === true;
  const answer = isInstant
    ? await evaluated(asked, query, { query: text, time: nanoseconds(range.to) })
    : await evaluated(asked, queryRange, {
        query: text,
        start: nanoseconds(range.from),
        end: nanoseconds(range.to),
        step: `${step}ms`,
        limit: String(Math.trunc(model.maxLines ?? DEFAULT_LINES)),
        direction: model.direction === 'forward' ? 'forward' : 'backward',
      });
  if (answer === undefined) return [];
  const frames = framesOf(answer, model, text);
  const { entries, bytes, seconds } = answer.stats;
  const stats = [
    { displayName: 'Lines read', value: entries },
    { displayName: 'Bytes read', unit: 'decbytes', value: bytes },
    { displayName: 'Time', unit: 's', value: seconds },
  ];
  const notices = answer.warnings.map((warning) => ({ severity: 'warning', text: warning }));
  const meta = { stats, executedQueryString: `Expr: ${text}`, ...(notices.length > 0 && { notices }) };
  return frames.map((frame) => ({ ...frame, meta: { ...frame.meta, ...meta } }));
}

const nanoseconds = (ms: number): string => String(BigInt(Math.trunc(ms)) * 1_000_000n);

async function evaluated(
  { context, tenant, limits }: Asked,
  endpoint: typeof queryRange,
  parameters: Readonly<Record<string, string>>,
): Promise<LogqlAnswer | undefined> {
  let answer: LogqlAnswer | undefined;
  const { logql } = context;
  const keep = async (evaluating: Promise<LogqlAnswer>) => {
    answer = await evaluating;
    // The endpoint, which sees to the limits of the tenant, need not write what nobody reads.
    return NOTHING;
  };
  const kept = {
    ...context,
    logql: {
      instant: (request: Parameters<typeof logql.instant>[0]) => keep(logql.instant(request)),
      range: (request: Parameters<typeof logql.range>[0]) => keep(logql.range(request)),
    },
  };
  const allowed = lokiReadLimits(context.limitsOf, tenant);
  const timeoutMs = Number.isFinite(allowed.queryTimeout) ? allowed.queryTimeout : limits.timeoutMs;
  await endpoint({
    context: kept,
    tenant,
    parameters: new Map(Object.entries(parameters).map(([name, value]) => [name, [value]])),
    allowed,
    limits: { ...limits, timeoutMs, maxLabelSets: allowed.cardinalityLimit },
    flags: [],
    name: '',
  });
  return answer;
}

const NOTHING: LogqlAnswer = {
  value: { type: 'entries', entries: [] },
  warnings: [],
  stats: { entries: 0, bytes: 0, seconds: 0 },
};

function framesOf({ value }: LogqlAnswer, { legendFormat = '', format }: QueryModel, text: string): Frame[] {
  const naming = { legend: legendFormat, expression: text };
  const isTable = format === 'table';
  switch (value.type) {
    case 'entries':
      return [logsFrame(value.entries)];
    case 'grid':
      if (!isTable) return rangeFrames(value.series, value.grid, naming);
      return [tableFrame(value.series.map((one) => ({ labels: one.labels, ...pointsOf(one, value.grid) })))];
    case 'vector': {
      if (!isTable) return instantFrames(value.series, value.time, naming);
      const grid = { start: value.time, step: 1, count: 1 };
      return [tableFrame(value.series.map((one) => ({ labels: one.labels, ...pointsOf(one, grid) })))];
    }
    case 'scalar':
      return seriesFrame([], { times: [value.time], values: [value.value] }, { type: 'numeric-multi' }, naming);
  }
}

/** Letters for where a label comes from: the stream (indexed), structured metadata, the line (parsed). */
const LABEL_TYPES = { stream: 'I', metadata: 'S', parsed: 'P' } as const;

function logsFrame(entries: readonly AnsweredEntry[]): Frame {
  const labels: Record<string, string>[] = [];
  const types: Record<string, string>[] = [];
  for (const entry of entries) {
    const all = [...entry.labels.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    labels.push(Object.fromEntries(all.map(([name, value]) => [name, value])));
    types.push(Object.fromEntries(all.map(([name, , category]) => [name, LABEL_TYPES[category]])));
  }
  return {
    meta: {
      typeVersion: [0, 0],
      preferredVisualisationType: 'logs',
      custom: { frameType: 'LabeledTimeValues' },
    },
    fields: [
      { name: 'labels', type: 'other', values: labels },
      {
        name: 'Time',
        type: 'time',
        values: entries.map(({ ns }) => Number(ns / 1_000_000n)),
        nanos: entries.map(({ ns }) => Number(ns % 1_000_000n)),
      },
      { name: 'Line', type: 'string', values: entries.map(({ line }) => line) },
      { name: 'tsNs', type: 'string', values: entries.map(({ ns }) => String(ns)) },
      { name: 'labelTypes', type: 'other', values: types },
      { name: 'id', type: 'string', values: idsOf(entries) },
    ],
  };
}

/** By its time, and its place among the lines of that time. */
function idsOf(entries: readonly AnsweredEntry[]): string[] {
  const seen = new Map<bigint, number>();
  return entries.map(({ ns }) => {
    const place = seen.get(ns) ?? 0;
    seen.set(ns, place + 1);
    return place === 0 ? String(ns) : `${ns}_${place}`;
  });
}
