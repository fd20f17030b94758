import { QuartetError } from '../../model/errors.js';
import { ProtobufReader, WIRE } from '../protobuf/reader.js';

/** https://github.com/prometheus/prometheus/blob/main/prompb/remote.proto */
export interface ReadRequest {
  readonly queries: readonly ReadQuery[];
  /** What the client takes, the best first; empty means samples. */
  readonly accepted: readonly ResponseType[];
}

type ResponseType = 'samples' | 'streamed-xor-chunks';

/** Times in ms, both inclusive. */
export interface ReadQuery {
  readonly start: number;
  readonly end: number;
  readonly matchers: readonly {
    readonly name: string;
    readonly op: '=' | '!=' | '=~' | '!~';
    readonly value: string;
  }[];
}

/** Queries of one request. */
const MAX_QUERIES = 1000;
const MAX_MATCHERS = 1000;
const OPERATORS = ['=', '!=', '=~', '!~'] as const;
const RESPONSE_TYPES: readonly ResponseType[] = ['samples', 'streamed-xor-chunks'];

/** Throws `invalid_argument` for what is no request. */
export function decodeReadRequest(bytes: Uint8Array): ReadRequest {
  const reader = new ProtobufReader(bytes);
  const queries: ReadQuery[] = [];
  const accepted: ResponseType[] = [];
  const accept = (type: number) => {
    const known = RESPONSE_TYPES[type];
    if (known !== undefined && !accepted.includes(known)) accepted.push(known);
  };
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | WIRE.bytes)) {
      reader.bytes();
      if (queries.length === MAX_QUERIES)
        throw new QuartetError('invalid_argument', `more than ${MAX_QUERIES} queries`);
      queries.push(decodeQuery(bytes, reader.start, reader.stop));
    } else if (tag === ((2 << 3) | WIRE.varint)) accept(reader.uint32());
    else if (tag === ((2 << 3) | WIRE.bytes)) {
      reader.bytes();
      const packed = new ProtobufReader(bytes, reader.start, reader.stop);
      while (packed.position < packed.end) accept(packed.uint32());
    } else reader.skip(tag);
  }
  return { queries, accepted };
}

function decodeQuery(bytes: Uint8Array, from: number, to: number): ReadQuery {
  const reader = new ProtobufReader(bytes, from, to);
  let start = 0;
  let end = 0;
  const matchers: ReadQuery['matchers'][number][] = [];
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | WIRE.varint)) start = reader.int64();
    else if (tag === ((2 << 3) | WIRE.varint)) end = reader.int64();
    else if (tag === ((3 << 3) | WIRE.bytes)) {
      reader.bytes();
      if (matchers.length === MAX_MATCHERS) throw new QuartetError('invalid_argument', 'too many matchers');
      matchers.push(decodeMatcher(bytes, reader.start, reader.stop));
    } else reader.skip(tag);
  }
  return { start, end, matchers };
}

function decodeMatcher(bytes: Uint8Array, from: number, to: number): ReadQuery['matchers'][number] {
  const reader = new ProtobufReader(bytes, from, to);
  let type = 0;
  let name = '';
  let value = '';
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | WIRE.varint)) type = reader.uint32();
    else if (tag === ((2 << 3) | WIRE.bytes)) name = reader.string();
    else if (tag === ((3 << 3) | WIRE.bytes)) value = reader.string();
    else reader.skip(tag);
  }
  const op = OPERATORS[type];
  if (op === undefined) throw new QuartetError('invalid_argument', `invalid matcher type ${type}`);
  return { name, op, value };
}
