import { highWord, lowWord } from './words.js';

/**
 * Growable columns that hold rows in the layout of ClickHouse's Native format, so that a value goes from the request's
 * bytes to the stored block in one copy and never becomes a JS string on the way.
 */

const encoder = new TextEncoder();

/** Strings: each row is its length as LEB128 followed by its bytes. */
export class StringColumn {
  bytes: Uint8Array;
  /** Bytes in use. */
  size = 0;
  rows = 0;

  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Appends `source[start, end)`. */
  append(source: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.reserve(length + 5);
    this.putLength(length);
    const { bytes } = this;
    if (length < 24) {
      for (let i = start, at = this.size; i < end; i++, at++) bytes[at] = source[i]!;
    } else {
      bytes.set(start === 0 && end === source.length ? source : source.subarray(start, end), this.size);
    }
    this.size += length;
  }

  /** Appends one byte and then `source[start, end)`. */
  appendTagged(tag: number, source: Uint8Array, start: number, end: number): void {
    const length = end - start + 1;
    this.reserve(length + 5);
    this.putLength(length);
    const { bytes } = this;
    let at = this.size;
    bytes[at++] = tag;
    if (length < 24) for (let i = start; i < end; i++) bytes[at++] = source[i]!;
    else bytes.set(source.subarray(start, end), at);
    this.size += length;
  }

  appendText(text: string): void {
    if (text.length === 0) {
      this.reserve(1);
      this.putLength(0);
      return;
    }
    const encoded = encoder.encode(text);
    this.append(encoded, 0, encoded.length);
  }

  private reserve(more: number): void {
    if (this.size + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.size + more));
    grown.set(this.bytes.subarray(0, this.size));
    this.bytes = grown;
  }

  private putLength(length: number): void {
    let rest = length;
    while (rest > 127) {
      this.bytes[this.size++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.size++] = rest;
    this.rows++;
  }
}

/** Values of eight bytes (UInt64, Int64, Float64, DateTime64), kept as little-endian pairs of 32-bit words. */
export class Column64 {
  words: Uint32Array;
  rows = 0;

  constructor(capacity = 32) {
    this.words = new Uint32Array(capacity * 2);
  }

  append(low: number, high: number): void {
    const at = this.rows * 2;
    if (at === this.words.length) this.grow();
    this.words[at] = low;
    this.words[at + 1] = high;
    this.rows++;
  }

  /** Appends an integer of at most 53 bits, negative ones too. */
  appendInteger(value: number): void {
    this.append(value >>> 0, Math.floor(value / 4294967296) >>> 0);
  }

  appendBigInt(value: bigint): void {
    this.append(lowWord(value), highWord(value));
  }

  /** Appends a double. For NaN with a payload (staleness markers) append its words instead. */
  appendFloat(value: number): void {
    scratchFloat[0] = value;
    this.append(scratchWords[0]!, scratchWords[1]!);
  }

  private grow(): void {
    const grown = new Uint32Array(this.words.length * 2);
    grown.set(this.words);
    this.words = grown;
  }
}

const scratchFloat = new Float64Array(1);
const scratchWords = new Uint32Array(scratchFloat.buffer);

/** Values of one, two or four bytes (UInt8, UInt16, UInt32, Int32). */
export class SmallColumn<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array> {
  values: T;
  rows = 0;
  private readonly make: new (
    length: number,
  ) => T;

  constructor(make: new (length: number) => T, capacity = 32) {
    this.make = make;
    this.values = new make(capacity);
  }

  append(value: number): void {
    if (this.rows === this.values.length) {
      const grown = new this.make(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.rows++] = value;
  }
}

/** Byte strings of one length (FixedString(n)): trace ids, span ids. */
export class FixedColumn {
  readonly width: number;
  bytes: Uint8Array;
  rows = 0;

  constructor(width: number, capacity = 32) {
    this.width = width;
    this.bytes = new Uint8Array(width * capacity);
  }

  /** Appends `source[start, end)`: shorter values are padded with zeros on the left, of longer ones the end is kept. */
  append(source: Uint8Array, start: number, end: number): void {
    const at = this.rows * this.width;
    if (at === this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    const length = Math.min(end - start, this.width);
    for (let i = 1; i <= length; i++) this.bytes[at + this.width - i] = source[end - i]!;
    this.rows++;
  }
}

/** Strings of which few differ (LowCardinality(String)): each distinct value once, and an index for each row. */
export class DictionaryColumn {
  readonly dictionary = new StringColumn(64);
  readonly indexes = new SmallColumn(Uint32Array);
  private readonly known = new Map<string, number>();

  get rows(): number {
    return this.indexes.rows;
  }

  /** The values of the dictionary. */
  get distinct(): Iterable<string> {
    return this.known.keys();
  }

  append(value: string): void {
    this.indexes.append(this.indexOf(value));
  }

  /** The value's place in the dictionary; callers that append one value many times look it up once. */
  indexOf(value: string): number {
    let index = this.known.get(value);
    if (index === undefined) {
      index = this.dictionary.rows;
      this.dictionary.appendText(value);
      this.known.set(value, index);
    }
    return index;
  }
}

/** Ends of each row's elements in the columns of an Array or Map. */
export class OffsetColumn {
  readonly ends = new Column64();
  total = 0;

  get rows(): number {
    return this.ends.rows;
  }

  /** Closes a row that has `count` elements. */
  append(count: number): void {
    this.total += count;
    this.ends.appendInteger(this.total);
  }
}
