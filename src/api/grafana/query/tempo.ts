import { DashboardsError } from '../../../dashboards/errors.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { TraceSearchMetadata } from '../../../wire/tempo/search-response.js';
import { queryInstant, queryRange } from '../../tempo/metrics.js';
import type { TempoRequest } from '../../tempo/request.js';
import { search } from '../../tempo/search.js';
import { withOwnIds } from '../../tempo/shared-ids.js';
import { parseTraceId } from '../../tempo/trace-id.js';
import type { Frame } from './frame.js';
import { type QueryModel, stepOf, withVariables } from './query-model.js';
import { seriesFrame } from './series-frames.js';
import type { TimeRange } from './time-range.js';
import { traceFrame } from './trace-frame.js';

type Asked = Pick<TempoRequest, 'context' | 'tenant' | 'limits' | 'allowed'>;

/** Whether a query ends with a function of TraceQL metrics. */
const IS_METRICS = /\|\s*(?:rate|count_over_time|\w+_over_time|compare)\s*\(/;
const IS_TRACE_ID = /^[0-9a-fA-F]{1,32}$/;

/** TraceQL: found traces as a table, metrics as series, or the spans of one trace. */
export async function tempoFrames(asked: Asked, model: QueryModel, range: TimeRange): Promise<Frame[]> {
  const step = stepOf(model, range);
  const text = withVariables(model.query ?? '', step, range).trim();
  if (IS_TRACE_ID.test(text)) return [traceFrame(await spansOf(asked, text))];
  const request = (parameters: Readonly<Record<string, string>>): TempoRequest => ({
    ...asked,
    name: '',
    parameters: new Map(
      Object.entries({ start: seconds(range.from), end: seconds(range.to), ...parameters }).map(([name, value]) => [
        name,
        [value],
      ]),
    ),
  });
  if (IS_METRICS.test(text)) return metricsFrames(request, model, text, step, range);
  const { traces } = await search(
    request({
      q: text,
      start: String(Math.floor(range.from / 1000)),
      end: String(Math.ceil(range.to / 1000)),
      ...(model.limit !== undefined && { limit: String(Math.trunc(model.limit)) }),
      ...(model.spss !== undefined && { spss: String(Math.trunc(model.spss)) }),
    }),
  );
  return [model.tableType === 'spans' ? spansFrame(traces) : tracesFrame(traces)];
}

async function spansOf({ context, tenant, limits }: Asked, id: string): Promise<readonly StoredSpan[]> {
  const spans = await withOwnIds(await context.traces.trace(tenant, parseTraceId(id), limits));
  if (spans.length === 0) throw new DashboardsError('not_found', `there is no trace ${id}`);
  return spans;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

async function metricsFrames(
  request: (parameters: Readonly<Record<string, string>>) => TempoRequest,
  { metricsQueryType, legendFormat = '' }: QueryModel,
  text: string,
  step: number,
  range: TimeRange,
): Promise<Frame[]> {
  const naming = { legend: legendFormat, expression: text };
  const labelsOf = (labels: readonly { key: string; value: object }[]) =>
    labels.flatMap(({ key, value }) => [key, String(Object.values(value)[0] ?? '')]);
  if (metricsQueryType === 'instant') {
    const { series = [] } = await queryInstant(request({ q: text }));
    return series.flatMap(({ labels, value = 0 }) =>
      seriesFrame(labelsOf(labels), { times: [range.to], values: [Number(value)] }, { type: 'numeric-multi' }, naming),
    );
  }
  const { series } = await queryRange(request({ q: text, step: `${step}ms` }));
  return series.flatMap(({ labels, samples }) => {
    const points = {
      times: samples.map(({ timestampMs }) => Number(timestampMs)),
      values: samples.map(({ value = 0 }) => Number(value)),
    };
    return seriesFrame(labelsOf(labels), points, { type: 'timeseries-multi', interval: step }, naming);
  });
}

const milliseconds = (ns: string): number => Number(BigInt(ns) / 1_000_000n);

function tracesFrame(traces: readonly TraceSearchMetadata[]): Frame {
  return {
    name: 'Traces',
    meta: { preferredVisualisationType: 'table', uniqueRowIdFields: [0] },
    fields: [
      { name: 'traceID', type: 'string', values: traces.map(({ traceID }) => traceID) },
      {
        name: 'startTime',
        type: 'time',
        values: traces.map(({ startTimeUnixNano }) => milliseconds(startTimeUnixNano)),
      },
      { name: 'traceService', type: 'string', values: traces.map(({ rootServiceName = '' }) => rootServiceName) },
      { name: 'traceName', type: 'string', values: traces.map(({ rootTraceName = '' }) => rootTraceName) },
      {
        name: 'traceDuration',
        type: 'number',
        config: { unit: 'ms' },
        values: traces.map(({ durationMs = 0 }) => durationMs),
      },
    ],
  };
}

function spansFrame(traces: readonly TraceSearchMetadata[]): Frame {
  const rows = traces.flatMap((trace) =>
    (trace.spanSets ?? []).flatMap(({ spans }) => spans.map((span) => ({ trace, span }))),
  );
  return {
    name: 'Spans',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      { name: 'traceIdHidden', type: 'string', values: rows.map(({ trace }) => trace.traceID) },
      { name: 'spanID', type: 'string', values: rows.map(({ span }) => span.spanID) },
      { name: 'time', type: 'time', values: rows.map(({ span }) => milliseconds(span.startTimeUnixNano)) },
      { name: 'traceService', type: 'string', values: rows.map(({ trace }) => trace.rootServiceName ?? '') },
      { name: 'traceName', type: 'string', values: rows.map(({ trace }) => trace.rootTraceName ?? '') },
      { name: 'name', type: 'string', values: rows.map(({ span }) => span.name ?? '') },
      {
        name: 'duration',
        type: 'number',
        config: { unit: 'ns' },
        values: rows.map(({ span }) => Number(span.durationNanos ?? 0)),
      },
    ],
  };
}
