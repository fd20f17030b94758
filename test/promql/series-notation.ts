import { type Labels, labelsFrom, METRIC_NAME } from '../../src/model/labels.js';
import type { NativeHistogram } from '../../src/model/samples.js';
import type { Cursor } from '../support/cursor.js';
import { increased, readHistogram, readNumber } from './histogram-notation.js';

/** One point of a series in a script: absent (`_`), a staleness marker, a float or a histogram. */
export type ScriptValue = 'absent' | 'stale' | number | NativeHistogram;

/** `name{label="value"}`, `{"quoted name", label="value"}`, `{}`. */
export function readLabels(cursor: Cursor): Labels {
  const pairs: [string, string][] = [];
  const bare = cursor.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/y);
  if (bare !== '') pairs.push([METRIC_NAME, bare]);
  if (cursor.accept('{')) {
    for (cursor.skipSpaces(); !cursor.accept('}'); cursor.skipSpaces()) {
      const name = cursor.peek() === '"' ? cursor.quoted() : cursor.match(/[a-zA-Z_][a-zA-Z0-9_]*/y);
      cursor.skipSpaces();
      if (cursor.accept('=')) pairs.push([name, cursor.quoted()]);
      else pairs.push([METRIC_NAME, name]);
      cursor.skipSpaces();
      cursor.accept(',');
    }
  }
  return labelsFrom(pairs);
}

/**
 * The points that follow a series, in expanding notation: `1+2x3` is 1 3 5 7, `1x3` is 1 1 1 1, `_x3` is `_ _ _`; the
 * same with histograms.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function readValues(cursor: Cursor): ScriptValue[] {
  const values: ScriptValue[] = [];
  for (cursor.skipSpaces(); !cursor.isAtEnd; cursor.skipSpaces()) values.push(...readItem(cursor));
  return values;
}

function readItem(cursor: Cursor): ScriptValue[] {
  if (cursor.accept('_')) return new Array(readTimes(cursor) ?? 1).fill('absent');
  if (cursor.accept('stale')) return ['stale'];
  if (cursor.rest().startsWith('{{')) return readHistograms(cursor);
  const first = readNumber(cursor);
  const step = /[+-]/.test(cursor.peek()) ? readNumber(cursor) : 0;
  const times = readTimes(cursor);
  if (times === undefined && step !== 0) cursor.fail('expected x and how often');
  return Array.from({ length: (times ?? 0) + 1 }, (_, i) => (i === 0 ? first : first + step * i));
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
  return cursor.accept('x') ? Number(cursor.match(/\d+/y)) : undefined;
}
