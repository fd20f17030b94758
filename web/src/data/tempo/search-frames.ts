import { type DataFrame, FieldType } from '@grafana/data';
import { field, frameOf } from '../frames';
import { traceLink } from '../trace-link';
import { msOfNano, readAny, type SpanSummary, type TraceSummary } from './answer';

const TRACE_ID = { displayNameFromDS: 'Trace ID', unit: 'string', links: [traceLink] };

/** The table type "Traces": a row for each trace, its matching spans as a table in the row. */
export function traceTable(traces: readonly TraceSummary[], refId: string): DataFrame {
  const nested = traces.map((trace) => [spanTable([trace], `${refId}`, true)]);
  return frameOf(
    refId,
    [
      field(
        'traceID',
        FieldType.string,
        traces.map(({ traceID }) => traceID),
        TRACE_ID,
      ),
      field(
        'startTime',
        FieldType.time,
        traces.map(({ startTimeUnixNano }) => msOfNano(startTimeUnixNano)),
        {
          displayNameFromDS: 'Start time',
        },
      ),
      field(
        'traceService',
        FieldType.string,
        traces.map(({ rootServiceName = '' }) => rootServiceName),
        {
          displayNameFromDS: 'Service',
        },
      ),
      field(
        'traceName',
        FieldType.string,
        traces.map(({ rootTraceName = '' }) => rootTraceName),
        {
          displayNameFromDS: 'Name',
        },
      ),
      field(
        'traceDuration',
        FieldType.number,
        traces.map(({ durationMs = 0 }) => durationMs),
        {
          displayNameFromDS: 'Duration',
          unit: 'ms',
        },
      ),
      ...(nested.some(([frame]) => (frame?.length ?? 0) > 0) ? [field('nested', FieldType.nestedFrames, nested)] : []),
    ],
    { preferredVisualisationType: 'table', uniqueRowIdFields: [0] },
    'Traces',
  );
}

/** The table type "Spans": a row for each matching span, with what the query selects of it. */
export function spanTable(traces: readonly TraceSummary[], refId: string, isNested = false): DataFrame {
  const rows = traces.flatMap((trace) => spansOf(trace).map((span) => ({ trace, span })));
  const names = [...new Set(rows.flatMap(({ span }) => (span.attributes ?? []).map(({ key }) => key)))].sort();
  const cell = (span: SpanSummary, name: string) => {
    const found = span.attributes?.find(({ key }) => key === name);
    return found === undefined ? null : readAny(found.value);
  };
  const hasNames = rows.some(({ span }) => span.name);
  return frameOf(
    refId,
    [
      field(
        isNested ? 'traceIdHidden' : 'traceID',
        FieldType.string,
        rows.map(({ trace }) => trace.traceID),
        {
          ...TRACE_ID,
          ...(isNested && { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } }),
        },
      ),
      ...(isNested
        ? []
        : [
            field(
              'traceService',
              FieldType.string,
              rows.map(({ trace }) => trace.rootServiceName ?? ''),
              {
                displayNameFromDS: 'Trace Service',
              },
            ),
            field(
              'traceName',
              FieldType.string,
              rows.map(({ trace }) => trace.rootTraceName ?? ''),
              {
                displayNameFromDS: 'Trace Name',
              },
            ),
          ]),
      field(
        'spanID',
        FieldType.string,
        rows.map(({ span }) => span.spanID),
        {
          displayNameFromDS: 'Span ID',
          unit: 'string',
          links: [
            {
              title: 'View span',
              url: `/trace/\${__data.fields.${isNested ? 'traceIdHidden' : 'traceID'}}?span=\${__value.raw}`,
            },
          ],
        },
      ),
      field(
        'time',
        FieldType.time,
        rows.map(({ span }) => msOfNano(span.startTimeUnixNano)),
        {
          displayNameFromDS: 'Start time',
        },
      ),
      ...(hasNames
        ? [
            field(
              'name',
              FieldType.string,
              rows.map(({ span }) => span.name ?? ''),
              { displayNameFromDS: 'Name' },
            ),
          ]
        : []),
      ...names.map((name) => {
        const values = rows.map(({ span }) => cell(span, name));
        const isNumber = values.every((value) => value === null || typeof value === 'number');
        return field(
          name,
          isNumber ? FieldType.number : FieldType.string,
          isNumber ? values : values.map((value) => (value === null ? null : String(value))),
        );
      }),
      field(
        'duration',
        FieldType.number,
        rows.map(({ span }) => Number(span.durationNanos ?? 0)),
        {
          displayNameFromDS: 'Duration',
          unit: 'ns',
        },
      ),
    ],
    { preferredVisualisationType: 'table' },
    'Spans',
  );
}

const spansOf = ({ spanSets, spanSet }: TraceSummary): readonly SpanSummary[] =>
  (spanSets ?? (spanSet === undefined ? [] : [spanSet])).flatMap(({ spans = [] }) => spans);
