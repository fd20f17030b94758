import { QuartetError } from '../../model/errors.js';
import { PackedNumbers } from './packed-numbers.js';

/**
 * A decoded column of a Native block. `text`, `bytes` and `number` read one row where the type has such a thing, and
 * throw `internal` where it has not. Hot loops take the class instead (`block.as`) and its typed arrays. `value` gives
 * any row as plain JavaScript, for code where speed does not matter. Rows are checked against the column's bounds.
 */
export abstract class Column {
  constructor(
    /** ClickHouse's name of the type, in full. */
    readonly type: string,
    readonly rows: number,
  ) {}

  abstract value(row: number): unknown;

  /** The row decoded as UTF-8; broken bytes become U+FFFD. */
  text(_row: number): string {
    throw this.isNot('text');
  }

  /** The row's own bytes: a view, not a copy. */
  bytes(_row: number): Uint8Array {
    throw this.isNot('text');
  }

  /** The row as a number; 64-bit integers beyond 2^53 are rounded. */
  number(_row: number): number {
    throw this.isNot('a number');
  }

  protected isNot(what: string): QuartetError {
    return new QuartetError('internal', `a column of type ${this.type} is not ${what}`);
  }
}

export type NumberValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** Integers of up to 32 bits, floats, Date (days) and DateTime (seconds). */
export class NumberColumn extends Column {
  private aligned: NumberValues | undefined;
  private readonly packed: PackedNumbers | undefined;

  constructor(type: string, numbers: NumberValues | PackedNumbers) {
    super(type, numbers.length);
    if (numbers instanceof PackedNumbers) this.packed = numbers;
    else this.aligned = numbers;
  }

  get values(): NumberValues {
    this.aligned ??= this.packed!.unpack();
    return this.aligned;
  }

  value(row: number): number {
    return this.values[checked(this, row)]!;
  }

  /** Copies the rows [start, end), bit for bit, to `target` from `at` on, which has elements of the column's type. */
  copyTo(target: NumberValues, at: number, start: number, end: number): void {
    if (this.aligned === undefined) this.packed!.copyTo(target, at, start, end);
    else target.set(this.aligned.subarray(start, end), at);
  }

  override number(row: number): number {
    return this.value(row);
  }
}

/** Bool: 0 or 1. */
export class BoolColumn extends Column {
  constructor(
    type: string,
    readonly values: Uint8Array,
  ) {
    super(type, values.length);
  }

  value(row: number): boolean {
    return this.values[checked(this, row)] !== 0;
  }
}

/** UInt64, Int64 and DateTime64 (ticks of its precision). `words` are the same bytes: low word, high word, in turn. */
export class WideColumn extends Column {
  readonly words: Uint32Array;

  constructor(
    type: string,
    readonly values: BigInt64Array | BigUint64Array,
  ) {
    super(type, values.length);
    this.words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  }

  value(row: number): bigint {
    return this.values[checked(this, row)]!;
  }

  override number(row: number): number {
    const at = checked(this, row) * 2;
    const high = this.words[at + 1]!;
    return (this.values instanceof BigInt64Array ? high | 0 : high) * 4294967296 + this.words[at]!;
  }
}

/** String: row `i` is `source[starts[i], ends[i])`. */
export class StringColumn extends Column {
  private readonly buffer: Buffer;

  constructor(
    type: string,
    readonly source: Uint8Array,
    readonly starts: Uint32Array,
    readonly ends: Uint32Array,
  ) {
    super(type, starts.length);
    this.buffer = bufferOf(source);
  }

  value(row: number): string {
    return this.text(row);
  }

  override text(row: number): string {
    return decode(this.buffer, this.starts[checked(this, row)]!, this.ends[row]!);
  }

  override bytes(row: number): Uint8Array {
    return this.source.subarray(this.starts[checked(this, row)]!, this.ends[row]!);
  }
}

/** FixedString: `width` bytes in each row, zero bytes at the end included. */
export class FixedStringColumn extends Column {
  private readonly buffer: Buffer;

  constructor(
    type: string,
    readonly source: Uint8Array,
    readonly width: number,
    rows: number,
  ) {
    super(type, rows);
    this.buffer = bufferOf(source);
  }

  value(row: number): string {
    return this.text(row);
  }

  override text(row: number): string {
    const start = checked(this, row) * this.width;
    return decode(this.buffer, start, start + this.width);
  }

  override bytes(row: number): Uint8Array {
    const start = checked(this, row) * this.width;
    return this.source.subarray(start, start + this.width);
  }
}

/** Enum8 and Enum16: `values` are the numbers, `names` what they stand for. */
export class EnumColumn extends Column {
  constructor(
    type: string,
    readonly values: Int8Array | Int16Array,
    readonly names: ReadonlyMap<number, string>,
  ) {
    super(type, values.length);
  }

  value(row: number): string {
    return this.text(row);
  }

  override text(row: number): string {
    return this.names.get(this.values[checked(this, row)]!) ?? '';
  }

  override bytes(row: number): Uint8Array {
    return Buffer.from(this.text(row));
  }
}

/** LowCardinality: row `i` is `keys[indexes[i]]`. In a LowCardinality(Nullable(T)) key 0 is NULL. */
export class LowCardinalityColumn extends Column {
  constructor(
    type: string,
    readonly keys: Column,
    readonly indexes: Uint8Array | Uint16Array | Uint32Array,
    readonly nullable: boolean,
  ) {
    super(type, indexes.length);
  }

  isNull(row: number): boolean {
    return this.nullable && this.indexes[checked(this, row)] === 0;
  }

  value(row: number): unknown {
    return this.isNull(row) ? null : this.keys.value(this.indexes[row]!);
  }

  override text(row: number): string {
    return this.keys.text(this.indexes[checked(this, row)]!);
  }

  override bytes(row: number): Uint8Array {
    return this.keys.bytes(this.indexes[checked(this, row)]!);
  }

  override number(row: number): number {
    return this.keys.number(this.indexes[checked(this, row)]!);
  }
}

/** Nullable: where `nulls` is 1 the value of `values` means nothing. */
export class NullableColumn extends Column {
  constructor(
    type: string,
    readonly nulls: Uint8Array,
    readonly values: Column,
  ) {
    super(type, nulls.length);
  }

  isNull(row: number): boolean {
    return this.nulls[checked(this, row)] !== 0;
  }

  value(row: number): unknown {
    return this.isNull(row) ? null : this.values.value(row);
  }

  override text(row: number): string {
    return this.values.text(row);
  }

  override bytes(row: number): Uint8Array {
    return this.values.bytes(row);
  }

  override number(row: number): number {
    return this.values.number(row);
  }
}

/** Array and Map hold their elements in flat columns; row `i` has those of `[start(i), end(i))`. */
abstract class ListColumn extends Column {
  constructor(
    type: string,
    readonly ends: Uint32Array,
  ) {
    super(type, ends.length);
  }

  start(row: number): number {
    return checked(this, row) === 0 ? 0 : this.ends[row - 1]!;
  }

  end(row: number): number {
    return this.ends[checked(this, row)]!;
  }
}

export class ArrayColumn extends ListColumn {
  constructor(
    type: string,
    ends: Uint32Array,
    readonly elements: Column,
  ) {
    super(type, ends);
  }

  value(row: number): unknown[] {
    const values: unknown[] = [];
    for (let i = this.start(row); i < this.end(row); i++) values.push(this.elements.value(i));
    return values;
  }
}

export class MapColumn extends ListColumn {
  constructor(
    type: string,
    ends: Uint32Array,
    readonly keys: Column,
    readonly values: Column,
  ) {
    super(type, ends);
  }

  value(row: number): Map<unknown, unknown> {
    const map = new Map<unknown, unknown>();
    for (let i = this.start(row); i < this.end(row); i++) map.set(this.keys.value(i), this.values.value(i));
    return map;
  }
}

export class TupleColumn extends Column {
  constructor(
    type: string,
    rows: number,
    readonly elements: readonly Column[],
  ) {
    super(type, rows);
  }

  value(row: number): unknown[] {
    return this.elements.map((element) => element.value(row));
  }
}

/** One path of a JSON column: for each row the number of its type, or `types.length` where the row has no value. */
export interface JsonPath {
  readonly name: string;
  readonly discriminators: Uint8Array;
  /** The values of each type, densely, in the order of the rows that have them. */
  readonly types: readonly Column[];
}

/** JSON in the flattened layout (`output_format_native_use_flattened_dynamic_and_json_serialization`). */
export class JsonColumn extends Column {
  constructor(
    type: string,
    rows: number,
    readonly paths: readonly JsonPath[],
  ) {
    super(type, rows);
  }

  value(row: number): Map<string, unknown> {
    return new Map(this.cells()[checked(this, row)]!.map(({ path, column, at }) => [path, column.value(at)]));
  }

  /** For each row the values that it has: row `at` of `column` under the key `path`. */
  cells(): { path: string; column: Column; at: number }[][] {
    const rows: { path: string; column: Column; at: number }[][] = Array.from({ length: this.rows }, () => []);
    for (const { name, discriminators, types } of this.paths) {
      const next = types.map(() => 0);
      for (let row = 0; row < this.rows; row++) {
        const type = discriminators[row]!;
        if (type < types.length) rows[row]!.push({ path: name, column: types[type]!, at: next[type]!++ });
      }
    }
    return rows;
  }
}

/** Dynamic in the flattened layout: a path of a JSON column that was asked for alone. */
export class DynamicColumn extends Column {
  private readonly cells: readonly ({ readonly column: Column; readonly at: number } | undefined)[];

  constructor(type: string, { discriminators, types }: Omit<JsonPath, 'name'>) {
    super(type, discriminators.length);
    const next = types.map(() => 0);
    this.cells = Array.from(discriminators, (type) =>
      type < types.length ? { column: types[type]!, at: next[type]!++ } : undefined,
    );
  }

  /** Where the row's value stands; undefined where it has none. */
  cell(row: number): { readonly column: Column; readonly at: number } | undefined {
    return this.cells[checked(this, row)];
  }

  value(row: number): unknown {
    const cell = this.cell(row);
    return cell?.column.value(cell.at);
  }
}

function checked(column: Column, row: number): number {
  if (row >= 0 && row < column.rows) return row;
  throw new QuartetError('internal', `row ${row} of a ${column.type} column of ${column.rows} rows`);
}

/** Beyond this V8 would build a text of its characters as a tree: slow, and twenty times as large as the text. */
const SHORT = 12;

/** UTF-8; broken bytes become U+FFFD. Short ASCII, the common case of names, avoids the call. */
function decode(source: Buffer, start: number, end: number): string {
  if (end - start > SHORT) return source.toString('utf8', start, end);
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = source[i]!;
    if (byte > 127) return source.toString('utf8', start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
