import { hex } from '../../lib/hex.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import { KIND_NAMES, STATUS_NAMES, type Static } from '../../model/static.js';
import type { StoredAttributes, StoredSpan } from '../../model/stored-span.js';
import { staticOf } from '../../model/tagged-static.js';
import { numberSpans } from './nested-set.js';
import type { EvaluatedSpan, EvaluatedTrace, SpanAttributes } from './span.js';

type MutableTrace = { -readonly [K in keyof EvaluatedTrace]: EvaluatedTrace[K] };

/** A trace of the spans that were stored of it. */
export function evaluatedTrace(stored: readonly StoredSpan[], resources = new ResourceCache()): EvaluatedTrace {
  const steps = evaluatedTraceInSteps(stored, resources);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Spans of one step, which takes some milliseconds. */
const SPANS_AT_ONCE = 512;

/** `evaluatedTrace` of a trace that may be long, step by step. */
export function* evaluatedTraceInSteps(
  stored: readonly StoredSpan[],
  resources: ResourceCache,
): Generator<undefined, EvaluatedTrace> {
  const first = stored[0];
  const trace: MutableTrace = {
    id: first === undefined ? '' : hex(first.traceId),
    spans: [],
    rootName: '',
    rootServiceName: '',
    startNs: 0n,
    durationNs: 0,
  };
  const sorted = [...stored].sort((a, b) => (a.startNs < b.startNs ? -1 : a.startNs > b.startNs ? 1 : 0));
  const spans: EvaluatedSpan[] = [];
  for (const span of sorted) {
    spans.push(evaluatedSpan(span, trace, resources));
    if (spans.length % SPANS_AT_ONCE === 0) yield;
  }
  trace.spans = spans;
  // Of several roots the one that was stored last names the trace.
  const last = stored.findLast(({ parentId }) => parentId.every((byte) => byte === 0));
  const root = last && spans[sorted.indexOf(last)];
  if (root !== undefined) {
    trace.rootName = root.name;
    const service = root.resource.get('service.name');
    trace.rootServiceName = service?.type === 'string' ? service.value : '';
  }
  if (spans.length > SPANS_AT_ONCE) yield;
  let end = 0n;
  for (const { startNs, durationNs } of sorted) {
    const ended = startNs + durationNs;
    if (ended > end) end = ended;
  }
  trace.startNs = sorted[0]?.startNs ?? 0n;
  trace.durationNs = Number(end - trace.startNs);
  if (spans.length > SPANS_AT_ONCE) yield;
  yield* numberSpans(spans);
  return trace;
}

/** A span for expressions that do not look at its trace, of which only the id is there. */
export const loneSpan = (span: StoredSpan, resources: ResourceCache): EvaluatedSpan =>
  evaluatedSpan(
    span,
    { id: hex(span.traceId), spans: [], rootName: '', rootServiceName: '', startNs: 0n, durationNs: 0 },
    resources,
  );

function evaluatedSpan(span: StoredSpan, trace: EvaluatedTrace, resources: ResourceCache): EvaluatedSpan {
  const { resource, scope } = resources.of(span.resource);
  const parentId = hex(span.parentId);
  return {
    trace,
    id: hex(span.spanId),
    parentId: parentId === NO_PARENT ? '' : parentId,
    name: span.name,
    kind: KIND_NAMES[span.kind] ?? 'unspecified',
    status: STATUS_NAMES[span.status] ?? 'unset',
    statusMessage: span.statusMessage,
    startNs: span.startNs,
    durationNs: Number(span.durationNs),
    attributes: attributesOf(span.attributes),
    resource,
    scope,
    events: span.events.map((event) => ({
      name: event.name,
      sinceStartNs: Number(event.ns - span.startNs),
      attributes: attributesOf(event.attributes),
    })),
    links: span.links.map((link) => ({
      traceId: hex(link.traceId),
      spanId: hex(link.spanId),
      attributes: attributesOf(link.attributes),
    })),
    nestedSet: { left: 0, right: 0, parent: 0 },
    childCount: 0,
  };
}

/** A value that queries do not see, which is not the same as none: a map, bytes, an array of several types. */
const NOTHING: Static = { type: 'array', element: 'string', values: [] };

const NO_PARENT = '0'.repeat(16);

interface Resource {
  readonly resource: SpanAttributes;
  readonly scope: EvaluatedSpan['scope'];
}

/** Resources with their scopes, which many spans share. */
export class ResourceCache {
  private readonly known = new Map<StoredSpan['resource'], Resource>();

  of(labels: StoredSpan['resource']): Resource {
    let found = this.known.get(labels);
    if (found === undefined) {
      found = resourceOf(labels);
      this.known.set(labels, found);
    }
    return found;
  }
}

function resourceOf(labels: StoredSpan['resource']): Resource {
  const { resourcePrefix, scopePrefix, scopeName, scopeVersion } = RESOURCE_LABELS;
  const resource = new Map<string, Static>();
  const attributes = new Map<string, Static>();
  let name = '';
  let version = '';
  for (let i = 0; i < labels.length; i += 2) {
    const [key, value] = [labels[i]!, labels[i + 1]!];
    if (key === scopeName) name = value;
    else if (key === scopeVersion) version = value;
    else if (key.startsWith(resourcePrefix)) put(resource, key.slice(resourcePrefix.length), value);
    else if (key.startsWith(scopePrefix)) put(attributes, key.slice(scopePrefix.length), value);
  }
  return { resource, scope: { name, version, attributes } };
}

function attributesOf(stored: StoredAttributes): SpanAttributes {
  const attributes = new Map<string, Static>();
  for (let i = 0; i < stored.length; i += 2) put(attributes, stored[i]!, stored[i + 1]!);
  return attributes;
}

function put(attributes: Map<string, Static>, name: string, tagged: string): void {
  if (!attributes.has(name)) attributes.set(name, staticOf(tagged) ?? NOTHING);
}
