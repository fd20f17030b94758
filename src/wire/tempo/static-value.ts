import { formatGoDuration } from '../../lib/gotime/duration.js';
import type { Static } from '../../model/static.js';

/** A value in the JSON form of OTLP's AnyValue: int64s as text. */
export type TempoValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number | string }
  | { readonly boolValue: boolean }
  | { readonly arrayValue: { readonly values: readonly TempoValue[] } };

export interface TempoAttribute {
  readonly key: string;
  readonly value: TempoValue;
}

/** Statuses, kinds and durations are texts in Tempo's answers, and so is the absence of a value: `nil`. */
export function tempoValue(value: Static): TempoValue {
  switch (value.type) {
    case 'nil':
      return { stringValue: 'nil' };
    case 'string':
    case 'status':
    case 'kind':
      return { stringValue: value.value };
    case 'int':
      return { intValue: String(value.value) };
    case 'float':
      return { doubleValue: jsonNumber(value.value) };
    case 'bool':
      return { boolValue: value.value };
    case 'duration':
      return { stringValue: formatGoDuration(BigInt(value.value)) };
    case 'array':
      return { arrayValue: { values: value.values.map(tempoValue) } };
  }
}

/** JSON has no NaN and no infinities; protobuf's mapping writes them as texts. */
export const jsonNumber = (value: number): number | string => (Number.isFinite(value) ? value : String(value));
