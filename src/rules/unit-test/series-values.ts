import type { NativeHistogram } from '../../model/samples.js';
import type { Cursor } from './cursor.js';
import { increased, readHistogram, readNumber } from './histogram-notation.js';

/** One point of a series: absent (`_`), a staleness marker, a float or a histogram. */
export type SeriesValue = 'absent' | 'stale' | number | NativeHistogram;

/** Points that one series may have. */
const MAX_VALUES = 1_000_000;

/**
 * The points of a series in expanding notation: `1+2x3` is 1 3 5 7, `1x3` is 1 1 1 1, `_x3` is `_ _ _`; the same with
 * histograms. Throws with the column of what is none.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function readValues(cursor: Cursor): SeriesValue[] {
  const values: SeriesValue[] = [];
  for (cursor.skipSpaces(); !cursor.isAtEnd; cursor.skipSpaces()) {
    for (const value of readItem(cursor)) values.push(value);
    if (values.length > MAX_VALUES) cursor.fail(`more than ${MAX_VALUES} values`);
    if (!cursor.isAtEnd && !/\s/.test(cursor.peek())) cursor.fail('expected a space before the next value');
  }
  return values;
}

function readItem(cursor: Cursor): SeriesValue[] {
  if (cursor.accept('_')) return new Array(readTimes(cursor) ?? 1).fill('absent');
  if (cursor.accept('stale')) return ['stale'];
  if (cursor.rest().startsWith('{{')) return readHistograms(cursor);
  const first = readNumber(cursor);
  const step = /[+-]/.test(cursor.peek()) ? readNumber(cursor) : 0;
  const times = readTimes(cursor);
  if (times === undefined && step !== 0) cursor.fail('expected x and how often');
  // Added up one after another, as Prometheus does, so that the last bits are the same.
  const values = [first];
  for (let i = 0; i < (times ?? 0); i++) values.push(values[i]! + step);
  return values;
}

function readHistograms(cursor: Cursor): NativeHistogram[] {
  const first = readHistogram(cursor);
  const sign = cursor.accept('+') ? 1 : cursor.accept('-') ? -1 : 0;
  const step = sign === 0 ? undefined : readHistogram(cursor);
  const times = readTimes(cursor) ?? 0;
  return Array.from({ length: times + 1 }, (_, i) =>
    step === undefined || i === 0 ? first : increased(first, step, sign * i),
  );
}

/** `x5`. */
function readTimes(cursor: Cursor): number | undefined {
  if (!cursor.accept('x')) return undefined;
  const digits = cursor.match(/\d{1,15}/y);
  if (digits === '') cursor.fail('expected how often behind x');
  return Number(digits) > MAX_VALUES ? cursor.fail(`more than ${MAX_VALUES} values`) : Number(digits);
}
