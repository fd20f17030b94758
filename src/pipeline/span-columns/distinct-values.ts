import { randomBytes } from 'node:crypto';
import type { StringColumn } from '../../model/columns.js';
import { StringCursor } from '../../model/string-cursor.js';

/** The value of an attribute. Integers beyond 2^53 are texts. */
export type AttributeValue = string | number | boolean;

const NO_VALUE = 0;
/** Where hashing begins: nobody outside knows which texts collide. */
const SEED = randomBytes(4).readInt32LE();

/**
 * The values of one attribute over the spans of a batch, each distinct one once, by ids from 1: so that what is asked of
 * a value is asked once, and no text is made for each span.
 */
export class DistinctValues {
  /** The id of each row's value, 0 where it has none. */
  readonly ids: Uint32Array;
  private readonly values: (AttributeValue | undefined)[] = [undefined];
  private readonly scalars = new Map<AttributeValue, number>();
  /** Strings by the hash of their bytes; where each lies in the column that it came with. */
  private slots = new Uint32Array(16);
  private readonly hashes: number[] = [0];
  private readonly sources: (StringColumn | undefined)[] = [undefined];
  private readonly starts: number[] = [0];
  private readonly ends: number[] = [0];
  private strings = 0;

  constructor(rows: number) {
    this.ids = new Uint32Array(rows);
  }

  /** Ids are below this. */
  get size(): number {
    return this.values.length;
  }

  /** The value of an id; undefined for 0. */
  value(id: number): AttributeValue | undefined {
    const source = this.sources[id];
    if (source === undefined) return this.values[id];
    const known = this.values[id];
    if (known !== undefined) return known;
    const { buffer, byteOffset } = source.bytes;
    const start = this.starts[id]!;
    const text = Buffer.from(buffer, byteOffset + start, this.ends[id]! - start).toString('utf8');
    this.values[id] = text;
    return text;
  }

  /** The value of an id as a label has it; undefined for 0. */
  text(id: number): string | undefined {
    return id === NO_VALUE ? undefined : String(this.value(id));
  }

  /** Of a row that has a value already the first counts. */
  put(row: number, value: AttributeValue): void {
    if (this.ids[row] !== NO_VALUE) return;
    let id = this.scalars.get(value);
    if (id === undefined) {
      id = this.add(value, undefined, 0, 0, 0);
      this.scalars.set(value, id);
    }
    this.ids[row] = id;
  }

  /** The string that `cursor` is at; `skip`: bytes before it that are no part of it. */
  putString(row: number, column: StringColumn, cursor: StringCursor, skip = 0): void {
    if (this.ids[row] === NO_VALUE) this.ids[row] = this.stringId(column, cursor.start + skip, cursor.end);
  }

  private stringId(column: StringColumn, start: number, end: number): number {
    const { bytes } = column;
    let hash = SEED;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const { slots } = this;
    const mask = slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const id = slots[at]!;
      if (id === NO_VALUE) return this.addString(at, hash, column, start, end);
      if (this.hashes[id] === hash && this.isAt(id, bytes, start, end)) return id;
    }
  }

  private isAt(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.starts[id]!;
    if (this.ends[id]! - from !== end - start) return false;
    const own = this.sources[id]!.bytes;
    for (let i = start, at = from; i < end; i++, at++) if (bytes[i] !== own[at]) return false;
    return true;
  }

  private addString(slot: number, hash: number, column: StringColumn, start: number, end: number): number {
    const id = this.add(undefined, column, hash, start, end);
    this.slots[slot] = id;
    if (++this.strings * 2 > this.slots.length) this.grow();
    return id;
  }

  private add(
    value: AttributeValue | undefined,
    source: StringColumn | undefined,
    hash: number,
    start: number,
    end: number,
  ): number {
    this.hashes.push(hash);
    this.sources.push(source);
    this.starts.push(start);
    this.ends.push(end);
    return this.values.push(value) - 1;
  }

  private grow(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (const id of this.slots) {
      if (id === NO_VALUE) continue;
      let at = this.hashes[id]! & mask;
      while (slots[at] !== NO_VALUE) at = (at + 1) & mask;
      slots[at] = id;
    }
    this.slots = slots;
  }
}

/** The distinct values of a column that has a value for every row. */
export function distinctTexts(column: StringColumn): DistinctValues {
  const values = new DistinctValues(column.rows);
  const cursor = new StringCursor(column);
  for (let row = 0; row < column.rows; row++) {
    cursor.seek(row);
    values.putString(row, column, cursor);
  }
  return values;
}
