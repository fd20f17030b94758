import type { StoredSpan } from '../../model/stored-span.js';
import { groupSpans } from '../otlp/trace-groups.js';
import { tracesProtobuf } from '../otlp/traces-encode.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import { resourceSpansText } from './resource-spans-text.js';

/** A trace as it was found. https://grafana.com/docs/tempo/latest/api_docs/#query-v2 */
export interface TraceByIdResponse {
  readonly spans: readonly StoredSpan[];
  /** Left out where the trace is whole. */
  readonly status?: 'PARTIAL';
  readonly message?: string;
}

/** Flags of spans are not part of Tempo's answers. */
const withoutFlags = (span: StoredSpan): StoredSpan => (span.flags === 0 ? span : { ...span, flags: 0 });

const batchesText = (spans: readonly StoredSpan[]): Generator<string> =>
  resourceSpansText(spans, { shown: withoutFlags });

/** `tempopb.Trace` in JSON, piece by piece. */
export function* traceText({ spans }: TraceByIdResponse): Generator<string> {
  yield '{"batches":';
  yield* batchesText(spans);
  yield '}';
}

/** `tempopb.TraceByIDResponse` in JSON, piece by piece. */
export function* traceByIdText({ spans, ...partial }: TraceByIdResponse): Generator<string> {
  yield '{"trace":{';
  if (spans.length > 0) {
    yield '"resourceSpans":';
    yield* batchesText(spans);
  }
  const rest = JSON.stringify(partial).slice(1);
  yield rest === '}' ? '}}' : `},${rest}`;
}

/** Spans of one piece of protobuf: of a longer scope there are several, each with its resource. */
const SPANS_AT_ONCE = 500;

/** `tempopb.Trace` as protobuf, piece by piece. */
export function* encodeTrace({ spans }: TraceByIdResponse): Generator<Buffer> {
  for (const { scopes } of groupSpans(spans)) {
    if (scopes.reduce((sum, scope) => sum + scope.spans.length, 0) <= SPANS_AT_ONCE) {
      yield tracesProtobuf(scopes.flatMap((scope) => scope.spans.map(withoutFlags)));
      continue;
    }
    for (const scope of scopes) {
      for (let at = 0; at < scope.spans.length; at += SPANS_AT_ONCE)
        yield tracesProtobuf(scope.spans.slice(at, at + SPANS_AT_ONCE).map(withoutFlags));
    }
  }
}

const PARTIAL = 1;

/** Traces up to this many bytes are encoded once; longer ones twice, so that they are never there as a whole. */
const KEPT_BYTES = 1 << 20;

/**
 * `tempopb.TraceByIDResponse` as protobuf, piece by piece; the length of its trace comes first. Finding it is a generator
 * as well, as of a long trace it takes a while.
 */
export function* encodeTraceById(response: TraceByIdResponse): Generator<undefined, Generator<Buffer>> {
  let kept: Buffer[] | undefined = [];
  let length = 0;
  for (const piece of encodeTrace(response)) {
    length += piece.length;
    if (length > KEPT_BYTES) kept = undefined;
    kept?.push(piece);
    yield;
  }
  return envelope(response, length, kept ?? encodeTrace(response));
}

function* envelope(
  { status, message = '' }: TraceByIdResponse,
  length: number,
  trace: Iterable<Buffer>,
): Generator<Buffer> {
  yield framed((writer) => writer.messageHead(1, length));
  yield* trace;
  yield framed((writer) => {
    writer.message(2, () => {});
    writer.uint32(3, status === undefined ? 0 : PARTIAL);
    writer.string(4, message);
  });
}

function framed(write: (writer: ProtobufWriter) => void): Buffer {
  const writer = new ProtobufWriter();
  write(writer);
  return writer.finish();
}
