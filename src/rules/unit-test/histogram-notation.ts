import type { NativeHistogram } from '../../model/samples.js';
import type { Cursor } from './cursor.js';

const RESET_HINTS = ['unknown', 'reset', 'not_reset', 'gauge'];

/** What may stand in `{{…}}`. Buckets are counts of buckets in a row, the first of them at the offset. */
interface Fields {
  schema: number;
  count: number;
  sum: number;
  z_bucket: number;
  z_bucket_w: number;
  buckets: number[];
  offset: number;
  n_buckets: number[];
  n_offset: number;
  custom_values: number[];
  counter_reset_hint: string;
}

/**
 * `{{schema:0 count:3 sum:5 buckets:[1 2] offset:1}}`: a float histogram; what is left out is 0 or empty.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function readHistogram(cursor: Cursor): NativeHistogram {
  const fields: Fields = {
    schema: 0,
    count: 0,
    sum: 0,
    z_bucket: 0,
    z_bucket_w: 0,
    buckets: [],
    offset: 0,
    n_buckets: [],
    n_offset: 0,
    custom_values: [],
    counter_reset_hint: 'unknown',
  };
  cursor.expect('{{');
  for (cursor.skipSpaces(); !cursor.accept('}}'); cursor.skipSpaces()) {
    const name = cursor.match(/[a-z_]+/y);
    if (!Object.hasOwn(fields, name)) cursor.fail(`no field of a histogram: ${JSON.stringify(name)}`);
    cursor.expect(':');
    Object.assign(fields, { [name]: readField(cursor, name) });
  }
  return fromFields(fields);
}

function readField(cursor: Cursor, name: string): number | number[] | string {
  if (name === 'counter_reset_hint') return cursor.match(/[a-z_]+/y);
  if (!cursor.accept('[')) return readNumber(cursor);
  const numbers: number[] = [];
  for (cursor.skipSpaces(); !cursor.accept(']'); cursor.skipSpaces()) numbers.push(readNumber(cursor));
  return numbers;
}

/** `1.5`, `-Inf`, `NaN`; also a fraction, `1/3`. */
export function readNumber(cursor: Cursor): number {
  const start = cursor.at;
  const number = () => {
    const text = cursor.match(/[+-]?(\d+(\.\d*)?(e[+-]?\d+)?|inf|nan)/iy).toLowerCase();
    return text === ''
      ? cursor.fail('expected a number')
      : Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'));
  };
  const value = number();
  if (!cursor.accept('/')) return value;
  const divisor = number();
  if (divisor === 0) cursor.fail(`division by zero from column ${start + 1}`);
  return value / divisor;
}

const fromFields = (fields: Fields): NativeHistogram => ({
  schema: fields.schema,
  zeroThreshold: fields.z_bucket_w,
  zeroCount: fields.z_bucket,
  count: fields.count,
  sum: fields.sum,
  positiveSpans: spanOf(fields.offset, fields.buckets),
  positiveCounts: fields.buckets,
  negativeSpans: spanOf(fields.n_offset, fields.n_buckets),
  negativeCounts: fields.n_buckets,
  customValues: fields.custom_values,
  resetHint: RESET_HINTS.indexOf(fields.counter_reset_hint),
  isFloat: true,
});

const spanOf = (offset: number, counts: readonly number[]) =>
  counts.length === 0 ? [] : [{ offset, length: counts.length }];

/** Buckets by their index, empty ones left out: equal for histograms that say the same with other spans. */
export function bucketsByIndex(
  spans: NativeHistogram['positiveSpans'],
  counts: readonly number[],
): Map<number, number> {
  const buckets = new Map<number, number>();
  let index = 0;
  let next = 0;
  for (const { offset, length } of spans) {
    index += offset;
    for (let i = 0; i < length; i++, index++, next++) if (counts[next] !== 0) buckets.set(index, counts[next]!);
  }
  return buckets;
}

/** `base` with `step` added `times` times; both of one schema. A step adds to all of its fields. */
export function increased(base: NativeHistogram, step: NativeHistogram, times: number): NativeHistogram {
  if (base.schema !== step.schema) throw new Error('a histogram and its increment must have one schema');
  const side = (spans: 'positiveSpans' | 'negativeSpans', counts: 'positiveCounts' | 'negativeCounts') => {
    const buckets = bucketsByIndex(base[spans], base[counts]);
    for (const [index, count] of bucketsByIndex(step[spans], step[counts]))
      buckets.set(index, (buckets.get(index) ?? 0) + count * times);
    const indexes = [...buckets.keys()].sort((a, b) => a - b);
    return {
      [spans]: indexes.map((index, i) => ({ offset: i === 0 ? index : index - indexes[i - 1]! - 1, length: 1 })),
      [counts]: indexes.map((index) => buckets.get(index)!),
    };
  };
  return {
    ...base,
    count: base.count + step.count * times,
    sum: base.sum + step.sum * times,
    zeroCount: base.zeroCount + step.zeroCount * times,
    ...side('positiveSpans', 'positiveCounts'),
    ...side('negativeSpans', 'negativeCounts'),
  };
}
