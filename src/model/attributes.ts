import { DictionaryColumn, OffsetColumn, StringColumn } from './columns.js';

/**
 * Attribute values keep their OpenTelemetry type as the first byte of their stored text:
 * `s` string, `i` int64 (decimal), `d` double (shortest decimal, `NaN`, `Infinity`), `b` bool (`true`/`false`),
 * `a` array or kvlist (canonical JSON of OTLP's AnyValue), `x` bytes (base64), `n` an empty value.
 */
export type AttributeTag = 's' | 'i' | 'd' | 'b' | 'a' | 'x' | 'n';

const TAG_BYTES: Record<AttributeTag, number> = { s: 0x73, i: 0x69, d: 0x64, b: 0x62, a: 0x61, x: 0x78, n: 0x6e };

/** Where decoders put attributes, one call for each. Of a key that comes twice in a row the first value counts. */
export interface AttributeSink {
  /** A string value: `source[start, end)`, UTF-8. */
  bytes(key: string, source: Uint8Array, start: number, end: number): void;
  /** An int64 as two 32-bit words. */
  integer(key: string, low: number, high: number): void;
  double(key: string, value: number): void;
  bool(key: string, value: boolean): void;
  /** Any other value, or one that is already text. */
  text(key: string, tag: AttributeTag, value: string): void;
}

/** An int64 of two 32-bit words in decimal. */
export function integerText(low: number, high: number): string {
  if (high === 0) return String(low >>> 0);
  return String((BigInt(high | 0) << 32n) | BigInt(low >>> 0));
}

/** A sink for which numbers and booleans are texts like any other. */
export abstract class TextSink implements AttributeSink {
  abstract bytes(key: string, source: Uint8Array, start: number, end: number): void;
  abstract text(key: string, tag: AttributeTag, value: string): void;

  integer(key: string, low: number, high: number): void {
    this.text(key, 'i', integerText(low, high));
  }

  double(key: string, value: number): void {
    this.text(key, 'd', String(value));
  }

  bool(key: string, value: boolean): void {
    this.text(key, 'b', String(value));
  }
}

/** The attributes of many rows: a Map(LowCardinality(String), String) column of tagged values. */
export class AttributeColumn extends TextSink {
  readonly ends = new OffsetColumn();
  readonly keys = new DictionaryColumn();
  readonly values = new StringColumn(1024);
  private pairs = 0;

  get rows(): number {
    return this.ends.rows;
  }

  bytes(key: string, source: Uint8Array, start: number, end: number): void {
    this.keys.append(key);
    this.values.appendTagged(TAG_BYTES.s, source, start, end);
    this.pairs++;
  }

  text(key: string, tag: AttributeTag, value: string): void {
    this.keys.append(key);
    this.values.appendText(tag + value);
    this.pairs++;
  }

  endRow(): void {
    this.ends.append(this.pairs);
    this.pairs = 0;
  }
}

/** Attributes of a resource or scope as label pairs, each name with `prefix`, each value tagged. */
export class AttributePairs extends TextSink {
  readonly pairs: [string, string][] = [];

  constructor(private readonly prefix: string) {
    super();
  }

  bytes(key: string, source: Uint8Array, start: number, end: number): void {
    this.pairs.push([
      this.prefix + key,
      `s${Buffer.from(source.buffer, source.byteOffset + start, end - start).toString('utf8')}`,
    ]);
  }

  text(key: string, tag: AttributeTag, value: string): void {
    this.pairs.push([this.prefix + key, tag + value]);
  }
}
