import { type AttributeSink, type AttributeTag, integerText } from '../../model/attributes.js';
import { type AnyValueJson, putAnyValue } from '../../wire/otlp/any-value-json.js';
import { anyValueText } from '../../wire/otlp/any-value-text.js';

/** Takes attributes as texts: a slice of the request where the value came as a string, otherwise a text made of it. */
export interface AttributeTexts {
  slice(name: string, source: Uint8Array, start: number, end: number): void;
  text(name: string, value: string): void;
}

/**
 * Makes texts of attribute values as Loki documents it: maps are flattened with `_` between the names, other values that
 * are no strings are written as text, arrays as JSON.
 * https://grafana.com/docs/loki/latest/send-data/otel/#format-considerations
 */
export class FlatAttributes implements AttributeSink {
  constructor(private readonly to: AttributeTexts) {}

  bytes(key: string, source: Uint8Array, start: number, end: number): void {
    this.to.slice(key, source, start, end);
  }

  integer(key: string, low: number, high: number): void {
    this.to.text(key, integerText(low, high));
  }

  double(key: string, value: number): void {
    this.text(key, 'd', String(value));
  }

  bool(key: string, value: boolean): void {
    this.to.text(key, String(value));
  }

  text(key: string, tag: AttributeTag, value: string): void {
    if (tag === 'a') {
      const parsed = JSON.parse(value) as AnyValueJson;
      if ('kvlistValue' in parsed) {
        for (const pair of parsed.kvlistValue?.values ?? []) putAnyValue(`${key}_${pair.key}`, pair.value, this);
        return;
      }
    }
    this.to.text(key, anyValueText(tag, value));
  }
}

/** Keeps the text of a record's body: strings as they are, anything else as `AsString` of the Collector writes it. */
export class BodyText implements AttributeSink {
  source: Uint8Array = EMPTY;
  start = 0;
  end = 0;

  clear(): void {
    this.start = 0;
    this.end = 0;
  }

  bytes(_key: string, source: Uint8Array, start: number, end: number): void {
    this.source = source;
    this.start = start;
    this.end = end;
  }

  integer(key: string, low: number, high: number): void {
    this.text(key, 'i', integerText(low, high));
  }

  double(key: string, value: number): void {
    this.text(key, 'd', String(value));
  }

  bool(key: string, value: boolean): void {
    this.text(key, 'b', String(value));
  }

  text(_key: string, tag: AttributeTag, value: string): void {
    const bytes = Buffer.from(anyValueText(tag, value));
    this.bytes('', bytes, 0, bytes.length);
  }
}

const EMPTY = new Uint8Array(0);
