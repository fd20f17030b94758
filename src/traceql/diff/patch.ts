import type { Static } from '../../model/static.js';
import type { SpanAttributes } from '../eval/span.js';
import type { PlacedSpan } from './span-tree.js';

/** What makes one trace out of another, in the form `trace-patch-v0`. https://grafana.com/docs/tempo/latest/api_docs/#trace-diff */
export interface TracePatch {
  readonly version: 'trace-patch-v0';
  readonly base: TraceReference;
  readonly compare: TraceReference;
  readonly stats: {
    readonly spanCountA: number;
    readonly spanCountB: number;
    readonly matchedSpans: number;
    readonly modifiedSpans: number;
    readonly addedSpans: number;
    readonly removedSpans: number;
    readonly fieldChanges: number;
    readonly attributeChanges: number;
    readonly eventChanges: number;
    readonly truncated: boolean;
  };
  readonly modified: readonly { readonly span: SpanReference; readonly changes: readonly Change[] }[];
  readonly added: readonly { readonly target: object; readonly span: WholeSpan }[];
  readonly removed: readonly { readonly target: object; readonly span: WholeSpan }[];
  readonly warnings: readonly string[];
}

interface TraceReference {
  readonly traceId: string;
  readonly spanCount: number;
}

interface SpanReference {
  readonly path: readonly number[];
  readonly service: string;
  readonly name: string;
  readonly kind: string;
}

interface WholeSpan extends SpanReference {
  readonly duration_nanos: number;
  readonly status: string;
}

interface Change {
  readonly op: 'add' | 'remove' | 'modify';
  readonly target:
    | { readonly type: 'field'; readonly name: string }
    | { readonly type: 'attribute'; readonly scope: 'span' | 'resource'; readonly key: string };
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One of the two traces. */
export interface ComparedTrace {
  /** As it was asked for. */
  readonly traceId: string;
  readonly spans: readonly PlacedSpan[];
}

/** Spans that are the same step in both traces. */
interface MatchedSpan {
  readonly before: PlacedSpan;
  readonly after: PlacedSpan;
}

export interface Matches {
  readonly matched: readonly MatchedSpan[];
  readonly added: readonly PlacedSpan[];
  readonly removed: readonly PlacedSpan[];
}

export function matchSpans(base: ComparedTrace, compare: ComparedTrace): Matches {
  const byKey = new Map(base.spans.map((span) => [span.key, span]));
  const matched: MatchedSpan[] = [];
  const added: PlacedSpan[] = [];
  for (const after of compare.spans) {
    const before = byKey.get(after.key);
    if (before === undefined) added.push(after);
    else matched.push({ before, after });
    byKey.delete(after.key);
  }
  return { matched, added, removed: base.spans.filter(({ key }) => byKey.has(key)) };
}

export function tracePatch(base: ComparedTrace, compare: ComparedTrace, matches: Matches): TracePatch {
  const modified = modifiedSpans(matches);
  const changes = modified.flatMap((one) => one.changes);
  const fieldChanges = changes.filter(({ target }) => target.type === 'field').length;
  return {
    version: 'trace-patch-v0',
    base: { traceId: base.traceId, spanCount: base.spans.length },
    compare: { traceId: compare.traceId, spanCount: compare.spans.length },
    stats: {
      spanCountA: base.spans.length,
      spanCountB: compare.spans.length,
      matchedSpans: matches.matched.length,
      modifiedSpans: modified.length,
      addedSpans: matches.added.length,
      removedSpans: matches.removed.length,
      fieldChanges,
      attributeChanges: changes.length - fieldChanges,
      eventChanges: 0,
      truncated: false,
    },
    modified,
    added: matches.added.map((span) => ({ target: placeOf(span), span: wholeSpan(span) })),
    removed: matches.removed.map((span) => ({ target: { type: 'span', path: span.path }, span: wholeSpan(span) })),
    warnings: [],
  };
}

function modifiedSpans({ matched }: Matches): TracePatch['modified'] {
  return matched
    .map(({ before, after }) => ({ span: reference(after), changes: changesOf(before, after) }))
    .filter(({ changes }) => changes.length > 0);
}

const placeOf = ({ path }: PlacedSpan): object => ({
  type: 'span',
  ...(path.length > 1 && { parentPath: path.slice(0, -1) }),
  index: path.at(-1),
});

const reference = ({ span: { name, kind }, path, service }: PlacedSpan): SpanReference => ({
  path,
  service,
  name,
  kind,
});

const wholeSpan = (placed: PlacedSpan): WholeSpan => ({
  ...reference(placed),
  duration_nanos: placed.span.durationNs,
  status: placed.span.status,
});

function changesOf({ span: before }: PlacedSpan, { span: after }: PlacedSpan): Change[] {
  const changes: Change[] = [];
  const field = (name: string, from: unknown, to: unknown) =>
    changes.push({ op: 'modify', target: { type: 'field', name }, before: from, after: to });
  if (!isClose(before.durationNs, after.durationNs, DURATION)) {
    field('duration_nanos', before.durationNs, after.durationNs);
  }
  if (before.status !== after.status) field('status', before.status, after.status);
  changes.push(...attributeChanges('span', before.attributes, after.attributes));
  changes.push(...attributeChanges('resource', before.resource, after.resource));
  return changes;
}

function attributeChanges(scope: 'span' | 'resource', before: SpanAttributes, after: SpanAttributes): Change[] {
  const changes: Change[] = [];
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [from, to] = [before.get(key), after.get(key)];
    const target = { type: 'attribute', scope, key } as const;
    if (from === undefined) changes.push({ op: 'add', target, after: plain(to!) });
    else if (to === undefined) changes.push({ op: 'remove', target, before: plain(from) });
    else if (!isSame(key, from, to)) changes.push({ op: 'modify', target, before: plain(from), after: plain(to) });
  }
  return changes;
}

function isSame(key: string, before: Static, after: Static): boolean {
  const [from, to] = [plain(before), plain(after)];
  if (MEASURES.has(key) && typeof from === 'number' && typeof to === 'number') return isClose(from, to, MEASURE);
  return before.type === after.type && JSON.stringify(from) === JSON.stringify(to);
}

interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** Two runs of the same work never take equally long. ns. */
const DURATION: Tolerance = { relative: 0.2, absolute: 1e6 };
const MEASURE: Tolerance = { relative: 0.05, absolute: 0 };

const isClose = (a: number, b: number, { relative, absolute }: Tolerance): boolean =>
  Math.abs(a - b) <= Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)));

/** Attributes that measure, where a small difference means nothing. https://opentelemetry.io/docs/specs/semconv/registry/attributes/ */
const MEASURES: ReadonlySet<string> = new Set([
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.output_tokens',
  'http.request.body.size',
  'http.request.size',
  'http.request_content_length',
  'http.response.body.size',
  'http.response.size',
  'http.response_content_length',
  'messaging.message.body.size',
  'messaging.message.envelope.size',
  'rpc.message.compressed_size',
  'rpc.message.uncompressed_size',
]);

/** A value as JSON has it; integers that it cannot hold as text. */
function plain(value: Static): unknown {
  if (value.type === 'nil') return null;
  if (value.type === 'array') return value.values.map(plain);
  return typeof value.value === 'bigint' ? String(value.value) : value.value;
}
