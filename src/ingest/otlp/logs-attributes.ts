import { type AttributeTag, TextSink } from '../../model/attributes.js';
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
export class FlatAttributes extends TextSink {
  constructor(private readonly to: AttributeTexts) {
    super();
  }

  bytes(key: string, source: Uint8Array, start: number, end: number): void {
    this.to.slice(key, source, start, end);
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
export class BodyText extends TextSink {
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

  text(_key: string, tag: AttributeTag, value: string): void {
    const bytes = Buffer.from(anyValueText(tag, value));
    this.bytes('', bytes, 0, bytes.length);
  }
}

const EMPTY = new Uint8Array(0);
