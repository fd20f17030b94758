import type { AttributeSink } from '../../model/attributes.js';
import { QuartetError } from '../../model/errors.js';
import { AnyValueBudget, type AnyValueJson, doubleJson, type KeyValueJson, putAnyValue } from './any-value-json.js';
import { jsonArray, jsonDouble, jsonInt64, jsonObject, jsonText } from './json-fields.js';

/**
 * Puts the attributes of an OTLP/JSON message, `[{"key": …, "value": …}]`, into `sink`. Names that are not known are
 * ignored, as the specification asks; a value of the wrong type throws `invalid_argument`.
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function putJsonAttributes(attributes: unknown, sink: AttributeSink): void {
  for (const item of jsonArray(attributes, 'attributes')) {
    const pair = jsonObject(item, 'attributes');
    putJsonAnyValue(jsonText(pair.key, 'key'), pair.value, sink);
  }
}

/** Puts an AnyValue of OTLP/JSON into `sink` under `key`; `undefined` and `null` count as the empty value. */
export function putJsonAnyValue(key: string, value: unknown, sink: AttributeSink): void {
  putAnyValue(key, canonical(value, 0, new AnyValueBudget()), sink);
}

function canonical(value: unknown, depth: number, budget: AnyValueBudget): AnyValueJson {
  const fields = jsonObject(value, 'value');
  for (const name of MEMBERS) {
    const member = fields[name];
    if (member !== undefined && member !== null) return READERS[name](member, depth + 1, budget);
  }
  return {};
}

const READERS = {
  stringValue: (value: unknown): AnyValueJson => ({ stringValue: jsonText(value, 'stringValue') }),
  intValue: (value: unknown): AnyValueJson => ({ intValue: jsonInt64(value, 'intValue').toString() }),
  boolValue: (value: unknown): AnyValueJson => {
    if (typeof value !== 'boolean') throw new QuartetError('invalid_argument', 'boolValue must be true or false');
    return { boolValue: value };
  },
  doubleValue: (value: unknown): AnyValueJson => ({ doubleValue: doubleJson(jsonDouble(value, 'doubleValue')) }),
  bytesValue: (value: unknown): AnyValueJson => ({
    bytesValue: Buffer.from(jsonText(value, 'bytesValue'), 'base64').toString('base64'),
  }),
  arrayValue: (value: unknown, depth: number, budget: AnyValueBudget): AnyValueJson => {
    const values = jsonArray(jsonObject(value, 'arrayValue').values, 'arrayValue.values').map((item) => {
      budget.spend(depth);
      return canonical(item, depth, budget);
    });
    return { arrayValue: values.length === 0 ? {} : { values } };
  },
  kvlistValue: (value: unknown, depth: number, budget: AnyValueBudget): AnyValueJson => {
    const values = jsonArray(jsonObject(value, 'kvlistValue').values, 'kvlistValue.values').map(
      (item): KeyValueJson => {
        budget.spend(depth);
        const pair = jsonObject(item, 'kvlistValue.values');
        return { key: jsonText(pair.key, 'key'), value: canonical(pair.value, depth, budget) };
      },
    );
    return { kvlistValue: values.length === 0 ? {} : { values } };
  },
} as const;

const MEMBERS = Object.keys(READERS) as (keyof typeof READERS)[];
