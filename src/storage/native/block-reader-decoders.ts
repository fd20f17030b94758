import { QuartetError } from '../../model/errors.js';
import type { ArrivingBytes, Waiting } from './block-reader-bytes.js';
import {
  ArrayColumn,
  BoolColumn,
  type Column,
  DynamicColumn,
  EnumColumn,
  FixedStringColumn,
  JsonColumn,
  type JsonPath,
  LowCardinalityColumn,
  MapColumn,
  NullableColumn,
  NumberColumn,
  StringColumn,
  TupleColumn,
  WideColumn,
} from './block-reader-columns.js';
import { parseType, type TypeNode } from './block-reader-types.js';
import { type NumberArray, PackedNumbers } from './packed-numbers.js';

/**
 * How a column's data is read. ClickHouse writes a column's whole state first (the versions of its LowCardinality
 * parts), then its data; https://clickhouse.com/docs/interfaces/formats/Native.
 */
interface Decoder {
  state?(bytes: ArrivingBytes, type: TypeNode): Waiting<void>;
  data(bytes: ArrivingBytes, type: TypeNode, rows: number): Waiting<Column>;
}

/** Reads the data of a column of at least one row. */
export function* readColumn(bytes: ArrivingBytes, type: TypeNode, rows: number): Waiting<Column> {
  yield* readState(bytes, type);
  return yield* readData(bytes, type, rows);
}

function* readState(bytes: ArrivingBytes, type: TypeNode): Waiting<void> {
  const { state } = decoderOf(type);
  if (state !== undefined) yield* state(bytes, type);
  else for (const inner of type.types) yield* readState(bytes, inner);
}

function readData(bytes: ArrivingBytes, type: TypeNode, rows: number): Waiting<Column> {
  return decoderOf(type).data(bytes, type, rows);
}

const numbers = (Values: NumberArray): Decoder => ({
  *data(bytes, type, rows) {
    const width = Values.BYTES_PER_ELEMENT;
    const view = yield* bytes.take(rows * width);
    const isAligned = view.byteOffset % width === 0;
    const values = isAligned ? new Values(view.buffer, view.byteOffset, rows) : new PackedNumbers(view, Values);
    return new NumberColumn(type.text, values);
  },
});

const wide = (Values: BigInt64ArrayConstructor | BigUint64ArrayConstructor): Decoder => ({
  *data(bytes, type, rows) {
    const view = yield* bytes.aligned(rows * 8, 8);
    return new WideColumn(type.text, new Values(view.buffer, view.byteOffset, rows));
  },
});

const enumeration = (Values: Int8ArrayConstructor | Int16ArrayConstructor): Decoder => ({
  *data(bytes, type, rows) {
    const width = Values.BYTES_PER_ELEMENT;
    const view = yield* bytes.aligned(rows * width, width);
    return new EnumColumn(type.text, new Values(view.buffer, view.byteOffset, rows), type.names);
  },
});

const bool: Decoder = {
  *data(bytes, type, rows) {
    return new BoolColumn(type.text, yield* bytes.take(rows));
  },
};

const fixedString: Decoder = {
  *data(bytes, type, rows) {
    const width = type.numbers[0] ?? 0;
    return new FixedStringColumn(type.text, yield* bytes.take(rows * width), width, rows);
  },
};

const string: Decoder = {
  *data(bytes, type, rows) {
    const scan = new StringScan(rows);
    while (!scan.advance(bytes)) yield* bytes.need(scan.wanted);
    return scan.column(bytes, type);
  },
};

/** Finds the bounds of strings, each a length and as many bytes; goes on where it stopped when more has come. */
class StringScan {
  /** Bytes from the column's first to the end of the string that was cut off, as far as that is known. */
  wanted = 0;
  private at = 0;
  private row = 0;
  private starts: Uint32Array;
  private ends: Uint32Array;

  constructor(private readonly rows: number) {
    const first = Math.min(rows, 65_536);
    this.starts = new Uint32Array(first);
    this.ends = new Uint32Array(first);
  }

  /** True when all rows were found. */
  advance(bytes: ArrivingBytes): boolean {
    const { buffer, position } = bytes;
    const available = bytes.end - position;
    let { at, row } = this;
    let complete = true;
    while (row < this.rows) {
      let length = 0;
      let scale = 1;
      let start = at;
      let byte = 128;
      for (; start < available && byte > 127 && scale <= 2 ** 28; scale *= 128) {
        byte = buffer[position + start++]!;
        length += (byte & 127) * scale;
      }
      if (byte > 127 && scale > 2 ** 28)
        throw new QuartetError('internal', 'invalid Native block: a string over 2 GiB');
      if (byte > 127 || start + length > available) {
        complete = false;
        this.wanted = byte > 127 ? available + 1 : start + length;
        break;
      }
      if (row === this.starts.length) this.grow();
      this.starts[row] = start;
      at = start + length;
      this.ends[row++] = at;
    }
    this.at = at;
    this.row = row;
    return complete;
  }

  column(bytes: ArrivingBytes, type: TypeNode): StringColumn {
    const start = bytes.position;
    bytes.position += this.at;
    const source = bytes.buffer.subarray(start, bytes.position);
    return new StringColumn(type.text, source, this.starts, this.ends);
  }

  private grow(): void {
    const size = Math.min(this.rows, this.starts.length * 2);
    const starts = new Uint32Array(size);
    const ends = new Uint32Array(size);
    starts.set(this.starts);
    ends.set(this.ends);
    this.starts = starts;
    this.ends = ends;
  }
}

const nullable: Decoder = {
  *data(bytes, type, rows) {
    const nulls = yield* bytes.take(rows);
    return new NullableColumn(type.text, nulls, yield* readData(bytes, inner(type, 0), rows));
  },
};

/** Offsets of Array and Map: 64 bits each, ascending. */
function* readEnds(bytes: ArrivingBytes, rows: number): Waiting<Uint32Array> {
  const view = yield* bytes.aligned(rows * 8, 4);
  const words = new Uint32Array(view.buffer, view.byteOffset, rows * 2);
  const ends = new Uint32Array(rows);
  let last = 0;
  for (let row = 0; row < rows; row++) {
    const end = words[row * 2]!;
    if (end < last || words[row * 2 + 1] !== 0)
      throw new QuartetError('internal', 'invalid Native block: array offsets');
    ends[row] = end;
    last = end;
  }
  return ends;
}

const array: Decoder = {
  *data(bytes, type, rows) {
    const ends = yield* readEnds(bytes, rows);
    return new ArrayColumn(type.text, ends, yield* readData(bytes, inner(type, 0), ends[rows - 1] ?? 0));
  },
};

const map: Decoder = {
  *data(bytes, type, rows) {
    const ends = yield* readEnds(bytes, rows);
    const keys = yield* readData(bytes, inner(type, 0), ends[rows - 1] ?? 0);
    return new MapColumn(type.text, ends, keys, yield* readData(bytes, inner(type, 1), keys.rows));
  },
};

const tuple: Decoder = {
  *data(bytes, type, rows) {
    const elements: Column[] = [];
    for (const element of type.types) elements.push(yield* readData(bytes, element, rows));
    return new TupleColumn(type.text, rows, elements);
  },
};

/** Flag of a LowCardinality's index type: the block carries its own keys. The low byte is the indexes' width, log2. */
const HAS_KEYS = 1 << 9;
const INDEXES = [Uint8Array, Uint16Array, Uint32Array] as const;

const lowCardinality: Decoder = {
  *state(bytes) {
    const version = yield* bytes.take(8);
    if (version[0] !== 1)
      throw new QuartetError('internal', `LowCardinality of version ${version[0]} in a Native block`);
  },
  *data(bytes, type, rows) {
    const outer = inner(type, 0);
    const isNullable = outer.name === 'Nullable';
    const keyType = isNullable ? inner(outer, 0) : outer;
    if (rows === 0)
      return new LowCardinalityColumn(type.text, yield* readData(bytes, keyType, 0), new Uint8Array(0), isNullable);
    const head = new DataView((yield* bytes.take(16)).slice().buffer);
    const Indexes = INDEXES[head.getUint8(0)];
    if (Indexes === undefined || (head.getUint32(0, true) & HAS_KEYS) === 0 || head.getUint32(12, true) !== 0) {
      throw new QuartetError('internal', 'invalid Native block: LowCardinality without keys of its own');
    }
    const keys = yield* readData(bytes, keyType, head.getUint32(8, true));
    const count = new DataView((yield* bytes.take(8)).slice().buffer).getBigUint64(0, true);
    if (count !== BigInt(rows))
      throw new QuartetError('internal', `LowCardinality of ${count} rows in a block of ${rows}`);
    const width = Indexes.BYTES_PER_ELEMENT;
    const view = yield* bytes.aligned(rows * width, width);
    const indexes = new Indexes(view.buffer, view.byteOffset, rows);
    for (let row = 0; row < rows; row++) {
      if (indexes[row]! >= keys.rows) throw new QuartetError('internal', 'invalid Native block: LowCardinality index');
    }
    return new LowCardinalityColumn(type.text, keys, indexes, isNullable);
  },
};

/** SimpleAggregateFunction(f, T) is stored as T. */
const simpleAggregate: Decoder = {
  *state(bytes, type) {
    yield* readState(bytes, inner(type, 1));
  },
  data: (bytes, type, rows) => readData(bytes, inner(type, 1), rows),
};

/** Serialisation version of JSON and Dynamic in the flattened layout. */
const FLATTENED = 3;
const MAX_JSON_PATHS = 100_000;
const MAX_JSON_NAME_BYTES = 1 << 20;

function* expectFlattened(bytes: ArrivingBytes, type: TypeNode): Waiting<void> {
  const version = yield* bytes.take(8);
  if (version[0] !== FLATTENED)
    throw new QuartetError('internal', `${type.text} of version ${version[0]} in a Native block`);
}

/** The types of one path's values. */
function* readDynamicTypes(bytes: ArrivingBytes, type: TypeNode): Waiting<TypeNode[]> {
  yield* expectFlattened(bytes, type);
  const types: TypeNode[] = [];
  for (let left = yield* bytes.varint(); left > 0; left--)
    types.push(parseType(yield* bytes.text(MAX_JSON_NAME_BYTES)));
  if (types.length >= 255) throw new QuartetError('internal', `a JSON path of ${types.length} types`);
  return types;
}

function* readDynamicValues(
  bytes: ArrivingBytes,
  types: readonly TypeNode[],
  rows: number,
): Waiting<Omit<JsonPath, 'name'>> {
  const discriminators = yield* bytes.take(rows);
  const counts = types.map(() => 0);
  for (const discriminator of discriminators) if (discriminator < types.length) counts[discriminator]!++;
  const columns: Column[] = [];
  for (const [index, inner] of types.entries()) columns.push(yield* readColumn(bytes, inner, counts[index]!));
  return { discriminators, types: columns };
}

/** A path of a JSON column alone: its types, then its values. */
const dynamic: Decoder = {
  *state() {},
  *data(bytes, type, rows) {
    const types = yield* readDynamicTypes(bytes, type);
    return new DynamicColumn(type.text, yield* readDynamicValues(bytes, types, rows));
  },
};

/** All paths, the types of each, then for each path the rows' types and the values of each type. */
const json: Decoder = {
  *state() {},
  *data(bytes, type, rows) {
    yield* expectFlattened(bytes, type);
    const count = yield* bytes.varint();
    if (count > MAX_JSON_PATHS) throw new QuartetError('internal', `a JSON column of ${count} paths`);
    const names: string[] = [];
    for (let i = 0; i < count; i++) names.push(yield* bytes.text(MAX_JSON_NAME_BYTES));
    const typesOf: TypeNode[][] = [];
    for (let i = 0; i < count; i++) typesOf.push(yield* readDynamicTypes(bytes, type));
    const paths: JsonPath[] = [];
    for (let i = 0; i < count; i++) {
      paths.push({ name: names[i]!, ...(yield* readDynamicValues(bytes, typesOf[i]!, rows)) });
    }
    return new JsonColumn(type.text, rows, paths);
  },
};

const DECODERS = new Map<string, Decoder>([
  ['UInt8', numbers(Uint8Array)],
  ['UInt16', numbers(Uint16Array)],
  ['UInt32', numbers(Uint32Array)],
  ['UInt64', wide(BigUint64Array)],
  ['Int8', numbers(Int8Array)],
  ['Int16', numbers(Int16Array)],
  ['Int32', numbers(Int32Array)],
  ['Int64', wide(BigInt64Array)],
  ['Float32', numbers(Float32Array)],
  ['Float64', numbers(Float64Array)],
  ['Bool', bool],
  ['Nothing', numbers(Uint8Array)],
  ['Date', numbers(Uint16Array)],
  ['DateTime', numbers(Uint32Array)],
  ['DateTime64', wide(BigInt64Array)],
  ['Enum8', enumeration(Int8Array)],
  ['Enum16', enumeration(Int16Array)],
  ['String', string],
  ['FixedString', fixedString],
  ['LowCardinality', lowCardinality],
  ['Nullable', nullable],
  ['Array', array],
  ['Map', map],
  ['Tuple', tuple],
  ['SimpleAggregateFunction', simpleAggregate],
  ['JSON', json],
  ['Dynamic', dynamic],
]);

function decoderOf(type: TypeNode): Decoder {
  const decoder = DECODERS.get(type.name);
  if (decoder === undefined) {
    throw new QuartetError(
      'internal',
      `a query answered with the type ${type.text}, which is not decoded; cast it in the SQL`,
    );
  }
  return decoder;
}

function inner(type: TypeNode, index: number): TypeNode {
  const found = type.types[index];
  if (found === undefined) throw new QuartetError('internal', `type ${type.text} lacks an argument`);
  return found;
}
