import { ProtobufReader, WIRE } from '../protobuf/reader.js';
import { ProtobufWriter } from '../protobuf/writer.js';

/**
 * Messages of `jaeger.api_v3.QueryService`.
 * https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v3/query_service.proto
 */
export interface TraceQueryMessage {
  service: string;
  operation: string;
  tags: Map<string, string>;
  /** ns since 1970. */
  start: bigint | undefined;
  end: bigint | undefined;
  /** ns. */
  minDuration: bigint | undefined;
  maxDuration: bigint | undefined;
  limit: number;
}

export const emptyTraceQuery = (): TraceQueryMessage => ({
  service: '',
  operation: '',
  tags: new Map(),
  start: undefined,
  end: undefined,
  minDuration: undefined,
  maxDuration: undefined,
  limit: 0,
});

type Fields<T> = Readonly<Record<number, (reader: ProtobufReader, into: T) => void>>;

const text = (field: number): number => field * 8 + WIRE.bytes;
const varint = (field: number): number => field * 8 + WIRE.varint;

/** Reads fields up to `end`; those that are not known are passed over. */
function read<T>(reader: ProtobufReader, end: number, fields: Fields<T>, into: T): T {
  while (reader.position < end) {
    const at = reader.tag();
    const field = fields[at];
    if (field === undefined) reader.skip(at);
    else field(reader, into);
  }
  reader.expectEnd(end);
  return into;
}

/** `google.protobuf.Timestamp` and `Duration`, ns. */
function nanoseconds(reader: ProtobufReader): bigint {
  const { seconds, nanos } = read<{ seconds: bigint; nanos: bigint }>(reader, reader.message(), TIME_FIELDS, {
    seconds: 0n,
    nanos: 0n,
  });
  return seconds * 1_000_000_000n + nanos;
}

const TIME_FIELDS: Fields<{ seconds: bigint; nanos: bigint }> = {
  [varint(1)]: (reader, time) => {
    reader.varint64();
    time.seconds = BigInt.asIntN(64, (BigInt(reader.high) << 32n) | BigInt(reader.low));
  },
  [varint(2)]: (reader, time) => {
    time.nanos = BigInt(reader.int32());
  },
};

const QUERY_FIELDS: Fields<TraceQueryMessage> = {
  [text(1)]: (reader, query) => {
    query.service = reader.string();
  },
  [text(2)]: (reader, query) => {
    query.operation = reader.string();
  },
  [text(3)]: (reader, query) => {
    const { key, value } = read(reader, reader.message(), ENTRY_FIELDS, { key: '', value: '' });
    query.tags.set(key, value);
  },
  [text(4)]: (reader, query) => {
    query.start = nanoseconds(reader);
  },
  [text(5)]: (reader, query) => {
    query.end = nanoseconds(reader);
  },
  [text(6)]: (reader, query) => {
    query.minDuration = nanoseconds(reader);
  },
  [text(7)]: (reader, query) => {
    query.maxDuration = nanoseconds(reader);
  },
  [varint(8)]: (reader, query) => {
    query.limit = reader.int32();
  },
  // A structured filter narrows the answer: passed over, it would give more than was asked for.
  [text(10)]: (reader) => {
    throw reader.broken('structured filters are not supported; use service_name, operation_name and attributes');
  },
};

const ENTRY_FIELDS: Fields<{ key: string; value: string }> = {
  [text(1)]: (reader, entry) => {
    entry.key = reader.string();
  },
  [text(2)]: (reader, entry) => {
    entry.value = reader.string();
  },
};

/** `FindTracesRequest` and `FindTraceSummariesRequest`, which are alike. Throws `invalid_argument` for what is no message, as the others do. */
export function decodeFindTraces(message: Uint8Array): TraceQueryMessage {
  const reader = new ProtobufReader(message);
  const fields: Fields<TraceQueryMessage> = {
    [text(1)]: (inner, query) => read(inner, inner.message(), QUERY_FIELDS, query),
  };
  return read(reader, reader.end, fields, emptyTraceQuery());
}

/** The texts of fields 1 and 2: `GetTraceRequest`'s trace id, `GetOperationsRequest`'s service and kind. */
export function decodeTexts(message: Uint8Array): { readonly key: string; readonly value: string } {
  const reader = new ProtobufReader(message);
  return read(reader, reader.end, ENTRY_FIELDS, { key: '', value: '' });
}

/** `GetTraceRequest`: the id; its times are only a help where traces lie in blocks of time. */
export function decodeGetTrace(message: Uint8Array): string {
  const reader = new ProtobufReader(message);
  const fields = { [text(1)]: ENTRY_FIELDS[text(1)]! };
  return read(reader, reader.end, fields, { key: '', value: '' }).key;
}

/** `GetDependenciesRequest`, ns. */
export function decodeGetDependencies(message: Uint8Array): { start?: bigint; end?: bigint } {
  const reader = new ProtobufReader(message);
  const fields: Fields<{ start?: bigint; end?: bigint }> = {
    [text(1)]: (inner, range) => {
      range.start = nanoseconds(inner);
    },
    [text(2)]: (inner, range) => {
      range.end = nanoseconds(inner);
    },
  };
  return read(reader, reader.end, fields, {});
}

export function encodeServices(names: readonly string[]): Buffer {
  const writer = new ProtobufWriter();
  for (const name of names) writer.stringAlways(1, name);
  return writer.finish();
}

export function encodeOperations(operations: readonly { readonly name: string; readonly spanKind: string }[]): Buffer {
  const writer = new ProtobufWriter();
  for (const { name, spanKind } of operations) {
    writer.message(1, (operation) => {
      operation.string(1, name);
      operation.string(2, spanKind);
    });
  }
  return writer.finish();
}

export function encodeDependencies(
  calls: readonly { readonly parent: string; readonly child: string; readonly callCount: number }[],
): Buffer {
  const writer = new ProtobufWriter();
  for (const { parent, child, callCount } of calls) {
    writer.message(1, (dependency) => {
      dependency.string(1, parent);
      dependency.string(2, child);
      dependency.int64Always(3, BigInt(callCount));
    });
  }
  return writer.finish();
}
