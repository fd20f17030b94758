import type { AttributeSink, AttributeTag } from '../../model/attributes.js';
import { QuartetError } from '../../model/errors.js';

/**
 * OTLP's AnyValue in its canonical JSON form: int64 as decimal text, bytes as base64, doubles that JSON has no number
 * for as `"NaN"`, `"Infinity"`, `"-Infinity"`; an object without a member is the empty value.
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/common/v1/common.proto
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export type AnyValueJson =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number | string }
  | { readonly bytesValue: string }
  | { readonly arrayValue: { readonly values?: readonly AnyValueJson[] } }
  | { readonly kvlistValue: { readonly values?: readonly KeyValueJson[] } }
  | Record<string, never>;

export interface KeyValueJson {
  readonly key: string;
  readonly value: AnyValueJson;
}

/** Bounds of one attribute's value, so that a small hostile body cannot become a large tree. */
export class AnyValueBudget {
  /** Arrays and maps within one another. */
  static readonly MAX_DEPTH = 64;
  /** Elements of all arrays and maps of one value. */
  static readonly MAX_ELEMENTS = 65_536;
  private elements = 0;

  /** To be called for each element; `depth` counts the arrays and maps around it. */
  spend(depth: number): void {
    if (depth > AnyValueBudget.MAX_DEPTH) {
      throw new QuartetError(
        'invalid_argument',
        `an attribute value is nested deeper than ${AnyValueBudget.MAX_DEPTH} levels`,
      );
    }
    if (++this.elements > AnyValueBudget.MAX_ELEMENTS) {
      throw new QuartetError(
        'invalid_argument',
        `an attribute value has more than ${AnyValueBudget.MAX_ELEMENTS} elements`,
      );
    }
  }
}

/** Puts a value into `sink` under `key`, tagged with its type. */
export function putAnyValue(key: string, value: AnyValueJson, sink: AttributeSink): void {
  if ('stringValue' in value) sink.text(key, 's', value.stringValue);
  else if ('intValue' in value) sink.text(key, 'i', value.intValue);
  else if ('boolValue' in value) sink.text(key, 'b', value.boolValue ? 'true' : 'false');
  else if ('doubleValue' in value) sink.text(key, 'd', doubleText(value.doubleValue));
  else if ('bytesValue' in value) sink.text(key, 'x', value.bytesValue);
  else if ('arrayValue' in value || 'kvlistValue' in value) sink.text(key, 'a', JSON.stringify(value));
  else sink.text(key, 'n', '');
}

/** The reverse of `putAnyValue`: the canonical form of a stored value, given as its tag and its text. */
export function anyValueOf(tag: AttributeTag, text: string): AnyValueJson {
  return FROM_TAGGED[tag](text);
}

const FROM_TAGGED: Record<AttributeTag, (text: string) => AnyValueJson> = {
  s: (text) => ({ stringValue: text }),
  i: (text) => ({ intValue: text }),
  d: (text) => ({ doubleValue: doubleJson(Number(text)) }),
  b: (text) => ({ boolValue: text === 'true' }),
  a: (text) => JSON.parse(text) as AnyValueJson,
  x: (text) => ({ bytesValue: text }),
  n: () => ({}),
};

/** A double as proto3's JSON mapping writes it. */
export const doubleJson = (value: number): number | string =>
  Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : value) : String(value);

/** A double as the store keeps it: the shortest decimal, `NaN`, `Infinity`, `-Infinity`, `-0`. */
const doubleText = (value: number | string): string =>
  typeof value === 'string' ? value : Object.is(value, -0) ? '-0' : String(value);
