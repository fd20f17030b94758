import { ProtobufReader, WIRE } from '../protobuf/reader.js';

/** The requests of `tempopb.StreamingQuerier` as the parameters of the HTTP calls that ask the same. */
export type RequestParameters = ReadonlyMap<string, readonly string[]>;

interface RequestField {
  readonly parameter: string;
  readonly text: (reader: ProtobufReader) => string;
}

/** Fields by their tag; those that have proto3's default value count as not given. */
type RequestFields = Readonly<Record<number, RequestField>>;

const string = (parameter: string): RequestField => ({ parameter, text: (reader) => reader.string() });

const number = (parameter: string, unit = ''): RequestField => ({
  parameter,
  text: (reader) => {
    reader.varint64();
    const value = (BigInt(reader.high) << 32n) | BigInt(reader.low);
    return value === 0n ? '' : `${value}${unit}`;
  },
});

const textAt = (field: number): number => field * 8 + WIRE.bytes;
const numberAt = (field: number): number => field * 8 + WIRE.varint;

/** Of the first field of a search: one entry of a map, as the HTTP call's `tags` has it. */
const TAGS = 'tags';
const tag: RequestField = {
  parameter: TAGS,
  text: (reader) => {
    const end = reader.message();
    let [key, value] = ['', ''];
    while (reader.position < end) {
      const at = reader.tag();
      if (at === textAt(1)) key = reader.string();
      else if (at === textAt(2)) value = reader.string();
      else reader.skip(at);
    }
    reader.expectEnd(end);
    return `${key}=${JSON.stringify(value)}`;
  },
};

/** https://github.com/grafana/tempo/blob/main/pkg/tempopb/tempo.proto */
export const STREAMING_REQUESTS = {
  search: {
    [textAt(1)]: tag,
    [numberAt(2)]: number('minDuration', 'ms'),
    [numberAt(3)]: number('maxDuration', 'ms'),
    [numberAt(4)]: number('limit'),
    [numberAt(5)]: number('start'),
    [numberAt(6)]: number('end'),
    [textAt(8)]: string('q'),
    [numberAt(9)]: number('spss'),
  },
  tags: {
    [textAt(1)]: string('scope'),
    [textAt(2)]: string('q'),
    [numberAt(3)]: number('start'),
    [numberAt(4)]: number('end'),
    [numberAt(5)]: number('limit'),
  },
  tagValues: {
    [textAt(1)]: string('tagName'),
    [textAt(2)]: string('q'),
    [numberAt(4)]: number('start'),
    [numberAt(5)]: number('end'),
    [numberAt(6)]: number('limit'),
  },
  instant: {
    [textAt(1)]: string('q'),
    [numberAt(2)]: number('start'),
    [numberAt(3)]: number('end'),
  },
  range: {
    [textAt(1)]: string('q'),
    [numberAt(2)]: number('start'),
    [numberAt(3)]: number('end'),
    [numberAt(4)]: number('step', 'ns'),
    [numberAt(16)]: number('exemplars'),
    [numberAt(17)]: number('maxSeries'),
  },
} as const satisfies Record<string, RequestFields>;

/** Throws `invalid_argument` for what is no message. */
export function decodeRequest(message: Uint8Array, fields: RequestFields): RequestParameters {
  const reader = new ProtobufReader(message);
  const parameters = new Map<string, string[]>();
  const tags: string[] = [];
  while (reader.position < reader.end) {
    const at = reader.tag();
    const field = fields[at];
    if (field === undefined) {
      reader.skip(at);
      continue;
    }
    const text = field.text(reader);
    if (field.parameter === TAGS) tags.push(text);
    else if (text !== '') parameters.set(field.parameter, [text]);
  }
  if (tags.length > 0) parameters.set(TAGS, [tags.join(' ')]);
  return parameters;
}
