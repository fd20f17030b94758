import type { FastifyReply } from 'fastify';
import { QuartetError } from '../../model/errors.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { tracesJson, tracesProtobuf, writeTraces } from '../../wire/otlp/traces-encode.js';
import { ProtobufWriter } from '../../wire/protobuf/writer.js';

type Lookup = (traceId: Uint8Array) => Promise<StoredSpan[]>;

const PROTOBUF = 'application/protobuf';
const JSON_TYPE = 'application/json';

/** `GET /api/traces/{id}`: the trace itself; 404 with no body when there is none. */
export async function traceV1(
  reply: FastifyReply,
  protobuf: boolean,
  lookup: Lookup,
  id: string,
): Promise<FastifyReply> {
  const spans = await lookup(parseTraceId(id));
  if (spans.length === 0) return reply.code(404).send();
  if (protobuf) return reply.type(PROTOBUF).send(tracesProtobuf(spans));
  return reply.type(JSON_TYPE).send(JSON.stringify({ batches: tracesJson(spans) }));
}

/** `GET /api/v2/traces/{id}`: the trace within an envelope that is there even when the trace is not. */
export async function traceV2(
  reply: FastifyReply,
  protobuf: boolean,
  lookup: Lookup,
  id: string,
): Promise<FastifyReply> {
  const spans = await lookup(parseTraceId(id));
  if (protobuf) return reply.type(PROTOBUF).send(traceByIdResponse(spans));
  return reply
    .type(JSON_TYPE)
    .send(JSON.stringify({ trace: spans.length === 0 ? {} : { resourceSpans: tracesJson(spans) } }));
}

/** `tempopb.TraceByIDResponse`: the trace is its field 1. */
function traceByIdResponse(spans: readonly StoredSpan[]): Buffer {
  const writer = new ProtobufWriter();
  if (spans.length > 0) writer.message(1, (trace) => writeTraces(trace, spans));
  return writer.finish();
}

/** A trace id in hex, of either case; shorter ones are padded on the left. */
function parseTraceId(text: string): Uint8Array {
  if (!/^[0-9a-fA-F]{1,32}$/.test(text)) {
    throw new QuartetError(
      'invalid_argument',
      `trace IDs can only contain hex characters, up to 32 of them: ${JSON.stringify(text.slice(0, 100))}`,
    );
  }
  return Buffer.from(text.padStart(32, '0'), 'hex');
}
