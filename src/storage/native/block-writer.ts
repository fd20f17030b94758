import {
  Column64,
  type DictionaryColumn,
  type FixedColumn,
  type OffsetColumn,
  type SmallColumn,
  StringColumn,
} from '../../model/columns.js';
import { ATTRIBUTE_TYPES, type AttributePath, type TypedAttributes } from '../../model/typed-attributes.js';

/**
 * Builds one block of ClickHouse's Native format: number of columns, number of rows, then for each column its name, type
 * and data (https://clickhouse.com/docs/interfaces/formats/Native). Column data is referred to, not copied, so the columns
 * must not change until the block was written out.
 */
export class NativeBlockWriter {
  readonly rows: number;
  readonly chunks: Uint8Array[] = [];
  /** Bytes of all chunks. */
  size = 0;
  private columns = 0;
  private readonly columnCountAt: number;

  constructor(rows: number) {
    this.rows = rows;
    this.columnCountAt = this.chunks.length;
    this.push(varint(0));
    this.push(varint(rows));
  }

  /** The finished block. */
  finish(): Uint8Array[] {
    const count = varint(this.columns);
    this.size += count.length - this.chunks[this.columnCountAt]!.length;
    this.chunks[this.columnCountAt] = count;
    return this.chunks;
  }

  string(name: string, column: StringColumn): this {
    this.begin(name, 'String', column.rows);
    this.push(stringBytes(column));
    return this;
  }

  fixed(name: string, column: FixedColumn): this {
    this.begin(name, `FixedString(${column.width})`, column.rows);
    this.push(column.bytes.subarray(0, column.rows * column.width));
    return this;
  }

  /** A column of eight-byte values; `type` is UInt64, Int64, Float64 or a DateTime64. */
  wide(name: string, type: string, column: Column64): this {
    this.begin(name, type, column.rows);
    this.push(wideBytes(column));
    return this;
  }

  small(name: string, type: string, column: SmallColumn<Uint8Array | Uint16Array | Uint32Array | Int32Array>): this {
    this.begin(name, type, column.rows);
    this.push(smallBytes(column));
    return this;
  }

  dictionary(name: string, column: DictionaryColumn): this {
    this.begin(name, 'LowCardinality(String)', column.rows);
    this.push(LOW_CARDINALITY_VERSION);
    this.lowCardinality(column.dictionary, column.indexes.values, column.rows);
    return this;
  }

  /** The same text in every row, as LowCardinality(String). */
  constant(name: string, value: string): this {
    const dictionary = new StringColumn();
    dictionary.appendText(value);
    this.begin(name, 'LowCardinality(String)', this.rows);
    this.push(LOW_CARDINALITY_VERSION);
    this.lowCardinality(dictionary, new Uint8Array(this.rows), this.rows);
    return this;
  }

  /** Map(LowCardinality(String), String). */
  map(name: string, offsets: OffsetColumn, keys: DictionaryColumn, values: StringColumn): this {
    this.begin(name, 'Map(LowCardinality(String), String)', offsets.rows);
    this.push(LOW_CARDINALITY_VERSION);
    this.push(wideBytes(offsets.ends));
    if (keys.rows > 0) this.lowCardinality(keys.dictionary, keys.indexes.values, keys.rows);
    this.push(stringBytes(values));
    return this;
  }

  /** Array(Map(LowCardinality(String), String)): `outer` counts the maps of a row, `inner` the pairs of a map. */
  mapArray(name: string, outer: OffsetColumn, inner: OffsetColumn, keys: DictionaryColumn, values: StringColumn): this {
    this.begin(name, 'Array(Map(LowCardinality(String), String))', outer.rows);
    this.push(LOW_CARDINALITY_VERSION);
    this.push(wideBytes(outer.ends));
    this.push(wideBytes(inner.ends));
    if (keys.rows > 0) this.lowCardinality(keys.dictionary, keys.indexes.values, keys.rows);
    this.push(stringBytes(values));
    return this;
  }

  /** Array(String). */
  stringArray(name: string, offsets: OffsetColumn, elements: StringColumn): this {
    this.begin(name, 'Array(String)', offsets.rows);
    this.push(wideBytes(offsets.ends));
    this.push(stringBytes(elements));
    return this;
  }

  /** Array(`elementType`) of eight-byte elements. */
  wideArray(name: string, elementType: string, offsets: OffsetColumn, elements: Column64): this {
    this.begin(name, `Array(${elementType})`, offsets.rows);
    this.push(wideBytes(offsets.ends));
    this.push(wideBytes(elements));
    return this;
  }

  /** Array(`elementType`) of elements of one to four bytes. */
  smallArray(
    name: string,
    elementType: string,
    offsets: OffsetColumn,
    elements: SmallColumn<Uint8Array | Uint16Array | Uint32Array | Int32Array>,
  ): this {
    this.begin(name, `Array(${elementType})`, offsets.rows);
    this.push(wideBytes(offsets.ends));
    this.push(smallBytes(elements));
    return this;
  }

  /**
   * A JSON column in the flattened layout: the paths, each path's types, then for each path a type index a row (the number
   * of its types where the row has no value) and the values of each type.
   */
  json(name: string, attributes: TypedAttributes): this {
    this.begin(name, 'JSON', attributes.rows);
    const paths = [...attributes.paths].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    this.push(FLATTENED_VERSION);
    this.push(varint(paths.length));
    for (const [key] of paths) this.push(lengthPrefixed(key));
    const present = paths.map(([, path]) => [...path.values.keys()].filter((type) => path.values[type] !== undefined));
    for (const types of present) {
      this.push(FLATTENED_VERSION);
      this.push(varint(types.length));
      for (const type of types) this.push(text(ATTRIBUTE_TYPES[type]!));
    }
    for (const [i, [, path]] of paths.entries()) this.jsonPath(path, present[i]!);
    return this;
  }

  private jsonPath(path: AttributePath, types: readonly number[]): void {
    const discriminators = new Uint8Array(this.rows).fill(types.length);
    const indexOf = new Uint8Array(ATTRIBUTE_TYPES.length);
    types.forEach((type, index) => {
      indexOf[type] = index;
    });
    for (let i = 0; i < path.rows.rows; i++) discriminators[path.rows.values[i]!] = indexOf[path.types.values[i]!]!;
    this.push(discriminators);
    for (const type of types) {
      const { ends, values } = path.values[type]!;
      if (ends !== undefined) this.push(wideBytes(ends.ends));
      this.push(
        values instanceof StringColumn
          ? stringBytes(values)
          : values instanceof Column64
            ? wideBytes(values)
            : smallBytes(values),
      );
    }
  }

  private begin(name: string, type: string, rows: number): void {
    if (rows !== this.rows) throw new Error(`column ${name} has ${rows} rows, its block ${this.rows}`);
    this.columns++;
    this.push(text(name));
    this.push(text(type));
  }

  private lowCardinality(dictionary: StringColumn, indexes: Uint32Array | Uint8Array, rows: number): void {
    const width = dictionary.rows <= 0xff ? 0 : dictionary.rows <= 0xffff ? 1 : 2;
    const head = new Uint32Array(4);
    head[0] = width | HAS_ADDITIONAL_KEYS;
    head[2] = dictionary.rows;
    this.push(new Uint8Array(head.buffer));
    this.push(stringBytes(dictionary));
    const count = new Uint32Array([rows, 0]);
    this.push(new Uint8Array(count.buffer));
    const used = indexes.subarray(0, rows);
    const narrow = width === 0 ? Uint8Array.from(used) : width === 1 ? Uint16Array.from(used) : used;
    this.push(new Uint8Array(narrow.buffer, narrow.byteOffset, narrow.byteLength));
  }

  private push(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
  }
}

/** Serialisation version 1 of LowCardinality: a shared dictionary with additional keys. */
const LOW_CARDINALITY_VERSION = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);
/** Serialisation version 3 of JSON and of Dynamic: flattened, each path and type as a plain column. */
const FLATTENED_VERSION = Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0);
/** Index type flag: the block carries its own keys. */
const HAS_ADDITIONAL_KEYS = 1 << 9;

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function lengthPrefixed(value: string): Uint8Array {
  const utf8 = Buffer.from(value);
  return Buffer.concat([varint(utf8.length), utf8]);
}

const names = new Map<string, Uint8Array>();

/** A column's name or type with its length; there are few, so each is encoded once. */
function text(value: string): Uint8Array {
  let encoded = names.get(value);
  if (encoded === undefined) {
    encoded = lengthPrefixed(value);
    names.set(value, encoded);
  }
  return encoded;
}

const stringBytes = (column: StringColumn): Uint8Array => column.bytes.subarray(0, column.size);

const wideBytes = (column: Column64): Uint8Array => new Uint8Array(column.words.buffer, 0, column.rows * 8);

const smallBytes = (column: SmallColumn<Uint8Array | Uint16Array | Uint32Array | Int32Array>): Uint8Array =>
  new Uint8Array(column.values.buffer, 0, column.rows * column.values.BYTES_PER_ELEMENT);
