import { hex } from '../../lib/hex.js';
import { type Labels, labelValue } from '../../model/labels.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import { KIND_NAMES } from '../../model/static.js';
import type { StoredEvent, StoredSpan } from '../../model/stored-span.js';
import { stringTag, type UiTag, uiTag, uiTags } from './ui-tag.js';

/** A trace in the JSON of Jaeger's UI and of its query API. Times and durations in µs. */
export interface UiTrace {
  readonly traceID: string;
  readonly spans: readonly UiSpan[];
  readonly processes: Readonly<Record<string, UiProcess>>;
  readonly warnings: readonly string[] | null;
}

interface UiSpan {
  readonly traceID: string;
  readonly spanID: string;
  readonly flags?: number;
  readonly operationName: string;
  readonly references: readonly UiReference[];
  readonly startTime: number;
  readonly duration: number;
  readonly tags: readonly UiTag[];
  readonly logs: readonly { readonly timestamp: number; readonly fields: readonly UiTag[] }[];
  readonly processID: string;
  readonly warnings: readonly string[] | null;
}

interface UiReference {
  readonly refType: 'CHILD_OF' | 'FOLLOWS_FROM';
  readonly traceID: string;
  readonly spanID: string;
}

interface UiProcess {
  readonly serviceName: string;
  readonly tags: readonly UiTag[];
}

/** Spans that are made JSON of at once, which takes about a millisecond. */
const SPANS_AT_ONCE = 64;

/** The JSON of a `UiTrace` of the spans of one trace, at least one, piece by piece. */
export function* uiTraceText(spans: readonly StoredSpan[]): Generator<string> {
  const processes = new Processes();
  const ids = new Set(spans.map(({ spanId }) => hex(spanId)));
  yield `{"traceID":${JSON.stringify(traceIdText(spans[0]!.traceId))},"spans":[`;
  for (let at = 0; at < spans.length; at += SPANS_AT_ONCE) {
    const some = spans.slice(at, at + SPANS_AT_ONCE);
    const text = JSON.stringify(some.map((span) => uiSpan(span, processes.idOf(span.resource), ids)));
    yield (at === 0 ? '' : ',') + text.slice(1, -1);
  }
  const processesById: UiTrace['processes'] = processes.byId;
  yield `],"processes":${JSON.stringify(processesById)},"warnings":null}`;
}

function uiSpan(span: StoredSpan, processID: string, ids: ReadonlySet<string>): UiSpan {
  const parentId = hex(span.parentId);
  const isOrphan = parentId !== NO_PARENT && !ids.has(parentId);
  return {
    traceID: traceIdText(span.traceId),
    spanID: hex(span.spanId),
    ...((span.flags & TRACE_FLAGS) !== 0 && { flags: span.flags & TRACE_FLAGS }),
    operationName: span.name,
    references: references(span),
    startTime: micros(span.startNs),
    duration: micros(span.durationNs),
    tags: spanTags(span),
    logs: span.events.map(uiLog),
    processID,
    warnings: isOrphan ? [`invalid parent span IDs=${parentId}; skipping clock skew adjustment`] : null,
  };
}

const NO_PARENT = '0'.repeat(16);
/** W3C's, of which the lowest says that the trace was sampled; OTLP keeps more above them. */
const TRACE_FLAGS = 0xff;

/** The parent stands first, where viewers look for it. */
function references(span: StoredSpan): UiReference[] {
  const parentId = hex(span.parentId);
  const traceID = traceIdText(span.traceId);
  const links = span.links.map(({ traceId, spanId, attributes }): UiReference => {
    const isChild = attributes.some((name, i) => name === REF_TYPE && attributes[i + 1] === 'schild_of');
    return { refType: isChild ? 'CHILD_OF' : 'FOLLOWS_FROM', traceID: traceIdText(traceId), spanID: hex(spanId) };
  });
  const isLinked = span.links.some(
    ({ traceId, spanId, attributes }) =>
      attributes.includes(REF_TYPE) && hex(spanId) === parentId && traceIdText(traceId) === traceID,
  );
  if (parentId === NO_PARENT || isLinked) return links;
  return [{ refType: 'CHILD_OF', traceID, spanID: parentId }, ...links];
}

/** Which kind of OpenTracing reference a link was: https://opentelemetry.io/docs/specs/semconv/general/tracing-compatibility/ */
const REF_TYPE = 'opentracing.ref_type';

/**
 * Attributes, and what has no place of its own in Jaeger's model.
 * https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/jaeger/
 */
function spanTags(span: StoredSpan): UiTag[] {
  const { scopeName, scopeVersion } = RESOURCE_LABELS;
  const own = uiTags(span.attributes);
  const has = new Set(own.map(({ key }) => key));
  const texts: readonly (readonly [key: string, value: string])[] = [
    ['span.kind', span.kind === 0 ? '' : (KIND_NAMES[span.kind] ?? '')],
    ['otel.status_code', ['', 'OK', 'ERROR'][span.status] ?? ''],
    ['otel.status_description', span.statusMessage],
    ['w3c.tracestate', span.traceState],
  ];
  const isError = span.status === ERROR && !has.has('error');
  return [
    ...present([
      ['otel.scope.name', labelValue(span.resource, scopeName)],
      ['otel.scope.version', labelValue(span.resource, scopeVersion)],
    ]),
    ...own,
    ...present(texts.filter(([key]) => !has.has(key))),
    ...(isError ? [{ key: 'error', type: 'bool', value: true } as const] : []),
  ];
}

/** Number of OTLP's enum. */
const ERROR = 2;

const present = (pairs: readonly (readonly [key: string, value: string])[]): UiTag[] =>
  pairs.filter(([, value]) => value !== '').map(([key, value]) => stringTag(key, value));

function uiLog({ ns, name, attributes }: StoredEvent): UiSpan['logs'][number] {
  const fields = uiTags(attributes);
  const isNamed = name === '' || fields.some(({ key }) => key === 'event');
  return { timestamp: micros(ns), fields: isNamed ? fields : [stringTag('event', name), ...fields] };
}

/** The processes of a trace: each resource once, as `p1`, `p2` … in the order in which they come. */
class Processes {
  readonly byId: Record<string, UiProcess> = {};
  private readonly known = new Map<string, string>();
  private readonly byLabels = new Map<Labels, string>();

  idOf(labels: Labels): string {
    let id = this.byLabels.get(labels);
    if (id === undefined) {
      id = this.idOfProcess(processOf(labels));
      this.byLabels.set(labels, id);
    }
    return id;
  }

  private idOfProcess(process: UiProcess): string {
    const key = JSON.stringify(process);
    let id = this.known.get(key);
    if (id === undefined) {
      id = `p${this.known.size + 1}`;
      this.known.set(key, id);
      this.byId[id] = process;
    }
    return id;
  }
}

/** What Jaeger calls a resource without a name of its service. */
const NO_SERVICE = 'OTLPResourceNoServiceName';

function processOf(labels: Labels): UiProcess {
  const { resourcePrefix } = RESOURCE_LABELS;
  const tags: UiTag[] = [];
  let serviceName = NO_SERVICE;
  for (let i = 0; i < labels.length; i += 2) {
    if (!labels[i]!.startsWith(resourcePrefix)) continue;
    const tag = uiTag(labels[i]!.slice(resourcePrefix.length), labels[i + 1]!);
    if (tag.key === 'service.name') serviceName = String(tag.value);
    else tags.push(tag);
  }
  return { serviceName, tags };
}

/** 16 digits where the upper half is zero, as clients with 64-bit ids know them; else 32. */
export function traceIdText(id: Uint8Array): string {
  const text = hex(id);
  return text.startsWith(NO_PARENT) ? text.slice(16) : text;
}

const micros = (ns: bigint): number => Number(ns / 1000n);
