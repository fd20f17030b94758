import { STATUS_NAMES, type Static } from '../../../model/static.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import { analyzeTrace } from '../../../traceql/analysis/trace-summary.js';
import type { EvaluatedSpan, SpanAttributes } from '../../../traceql/eval/span.js';
import { evaluatedTrace } from '../../../traceql/eval/trace.js';
import type { Frame } from './frame.js';

/** The spans of a trace, a row each, as the trace view reads them; times in ms. At least one span. */
export function traceFrame(spans: readonly StoredSpan[]): Frame {
  const { spans: rows } = analyzeTrace(evaluatedTrace(spans));
  const column = (value: (span: EvaluatedSpan, service: string) => unknown) =>
    rows.map(({ span, service }) => value(span, service));
  return {
    name: 'Trace',
    meta: { preferredVisualisationType: 'trace', custom: { traceFormat: 'otlp' } },
    fields: [
      { name: 'traceID', type: 'string', values: column(({ trace }) => trace.id) },
      { name: 'spanID', type: 'string', values: column(({ id }) => id) },
      { name: 'parentSpanID', type: 'string', values: column(({ parentId }) => parentId) },
      { name: 'operationName', type: 'string', values: column(({ name }) => name) },
      { name: 'serviceName', type: 'string', values: column((_span, service) => service) },
      { name: 'kind', type: 'string', values: column(({ kind }) => kind) },
      { name: 'statusCode', type: 'number', values: column(({ status }) => STATUS_NAMES.indexOf(status)) },
      { name: 'statusMessage', type: 'string', values: column(({ statusMessage }) => statusMessage) },
      { name: 'instrumentationLibraryName', type: 'string', values: column(({ scope }) => scope.name) },
      { name: 'instrumentationLibraryVersion', type: 'string', values: column(({ scope }) => scope.version) },
      { name: 'serviceTags', type: 'other', values: column(({ resource }) => pairsOf(resource)) },
      { name: 'startTime', type: 'number', values: column(({ startNs }) => Number(startNs) / 1e6) },
      { name: 'duration', type: 'number', values: column(({ durationNs }) => durationNs / 1e6) },
      { name: 'logs', type: 'other', values: column(logsOf) },
      { name: 'references', type: 'other', values: column(referencesOf) },
      { name: 'tags', type: 'other', values: column(({ attributes }) => pairsOf(attributes)) },
    ],
  };
}

const logsOf = ({ startNs, events }: EvaluatedSpan) =>
  events.map(({ name, sinceStartNs, attributes }) => ({
    timestamp: Number(startNs) / 1e6 + sinceStartNs / 1e6,
    name,
    fields: pairsOf(attributes),
  }));

const referencesOf = ({ links }: EvaluatedSpan) =>
  links.map(({ traceId, spanId, attributes }) => ({ traceID: traceId, spanID: spanId, tags: pairsOf(attributes) }));

const pairsOf = (attributes: SpanAttributes) => [...attributes].map(([key, value]) => ({ key, value: plain(value) }));

/** The value as JSON; integers that a number would round are texts. */
function plain(value: Static): unknown {
  if (value.type === 'nil') return null;
  if (value.type === 'array') return value.values.map(plain);
  return typeof value.value === 'bigint' ? String(value.value) : value.value;
}
