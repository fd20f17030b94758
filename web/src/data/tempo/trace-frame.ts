import { type DataFrame, FieldType } from '@grafana/data';
import { field, frameOf } from '../frames';
import { type Attribute, msOfNano, readAttributes } from './answer';

interface Span {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly parentSpanId?: string;
  readonly name?: string;
  readonly kind?: string | number;
  readonly traceState?: string;
  readonly startTimeUnixNano?: string;
  readonly endTimeUnixNano?: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly { timeUnixNano?: string; name?: string; attributes?: readonly Attribute[] }[];
  readonly links?: readonly { traceId?: string; spanId?: string; attributes?: readonly Attribute[] }[];
  readonly status?: { readonly code?: string | number; readonly message?: string };
}

interface ResourceSpans {
  readonly resource?: { readonly attributes?: readonly Attribute[] };
  readonly scopeSpans?: readonly {
    readonly scope?: { readonly name?: string; readonly version?: string };
    readonly spans?: readonly Span[];
  }[];
}

export interface TraceAnswer {
  readonly batches?: readonly ResourceSpans[];
  readonly resourceSpans?: readonly ResourceSpans[];
  readonly trace?: { readonly resourceSpans?: readonly ResourceSpans[] };
}

interface KeyValue {
  readonly key: string;
  readonly value: unknown;
}

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES = ['UNSET', 'OK', 'ERROR'];

/** A trace as the frame that trace views take: a row for each span, times in ms (with fractions). */
export function traceFrame(answer: TraceAnswer, refId: string): DataFrame {
  const batches = answer.batches ?? answer.resourceSpans ?? answer.trace?.resourceSpans;
  if (!Array.isArray(batches)) throw new Error('the server did not answer as Tempo does: the answer is no trace');
  const rows = (batches as readonly ResourceSpans[]).flatMap(({ resource, scopeSpans = [] }) => {
    const service = readAttributes(resource?.attributes);
    return scopeSpans.flatMap(({ scope = {}, spans = [] }) => spans.map((span) => rowOf(span, service, scope)));
  });
  rows.sort((a, b) => a.startTime - b.startTime);
  const column = (name: keyof (typeof rows)[number], type: FieldType) =>
    field(
      name,
      type,
      rows.map((row) => row[name]),
    );
  return frameOf(
    refId,
    [
      ...(['traceID', 'spanID', 'parentSpanID', 'operationName', 'serviceName', 'kind'] as const).map((name) =>
        column(name, FieldType.string),
      ),
      column('statusCode', FieldType.number),
      ...(['statusMessage', 'instrumentationLibraryName', 'instrumentationLibraryVersion', 'traceState'] as const).map(
        (name) => column(name, FieldType.string),
      ),
      column('serviceTags', FieldType.other),
      column('startTime', FieldType.number),
      column('duration', FieldType.number),
      ...(['logs', 'references', 'tags'] as const).map((name) => column(name, FieldType.other)),
    ],
    { preferredVisualisationType: 'trace', custom: { traceFormat: 'otlp' } },
    'Trace',
  );
}

function rowOf(span: Span, service: Record<string, unknown>, scope: { name?: string; version?: string }) {
  const startTime = msOfNano(span.startTimeUnixNano);
  const statusCode = codeOf(span.status?.code, 'STATUS_CODE_', STATUSES);
  return {
    traceID: hexId(span.traceId),
    spanID: hexId(span.spanId),
    parentSpanID: hexId(span.parentSpanId),
    operationName: span.name ?? '',
    serviceName: String(service['service.name'] ?? ''),
    kind:
      KINDS[
        codeOf(
          span.kind,
          'SPAN_KIND_',
          KINDS.map((kind) => kind.toUpperCase()),
        )
      ] ?? 'unspecified',
    statusCode,
    statusMessage: span.status?.message ?? '',
    instrumentationLibraryName: scope.name ?? '',
    instrumentationLibraryVersion: scope.version ?? '',
    traceState: span.traceState ?? '',
    serviceTags: pairs(service),
    startTime,
    duration: durationMs(span),
    logs: (span.events ?? []).map(({ timeUnixNano, name = '', attributes }) => ({
      timestamp: msOfNano(timeUnixNano),
      name,
      fields: pairs(readAttributes(attributes)),
    })),
    references: (span.links ?? []).map(({ traceId, spanId, attributes }) => ({
      traceID: hexId(traceId),
      spanID: hexId(spanId),
      tags: pairs(readAttributes(attributes)),
    })),
    tags: pairs({ ...readAttributes(span.attributes), ...(statusCode === 2 && { error: true }) }),
  };
}

function codeOf(code: string | number | undefined, prefix: string, names: readonly string[]): number {
  if (typeof code === 'number') return code;
  return Math.max(0, names.indexOf((code ?? '').replace(prefix, '')));
}

/** The difference is taken in whole ns: of two ms with fractions it would lose digits. */
const durationMs = ({ startTimeUnixNano = '0', endTimeUnixNano = '0' }: Span): number =>
  Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6;

const pairs = (values: Record<string, unknown>): KeyValue[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

/** Ids are hex, or base64 as protobuf's JSON has bytes. */
export function hexId(id: string | undefined): string {
  if (id === undefined || id === '') return '';
  if (/^([0-9a-f]{16}|[0-9a-f]{32})$/i.test(id)) return id.toLowerCase();
  const bytes = atob(id);
  return Array.from(bytes, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
