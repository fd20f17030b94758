import { labelsFrom } from '../../model/labels.js';
import { LINE_FEED, SPACE } from './characters.js';
import type { ExposedExemplar } from './exposition-reader.js';
import { readLabelPairs } from './label-pairs.js';
import type { PageText } from './page-text.js';
import { problemOf } from './series-labels.js';

/** What opens an exemplar behind a value or a timestamp. */
const OPENING = ' # {';

export const beginsExemplar = (page: PageText, at: number): boolean => page.ascii(at, at + OPENING.length) === OPENING;

/**
 * Reads the exemplar that begins at `start`, ` # {trace_id="…"} 0.67 1520879607.789`; `from`: where its line begins.
 * https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md#exemplars
 */
export function readExemplar(page: PageText, start: number, from: number): { exemplar: ExposedExemplar; end: number } {
  const { pairs, metricName, end } = readLabelPairs(page, start + OPENING.length, from, 'strict');
  if (metricName !== undefined) throw page.error('an exemplar has no metric name, only labels', start);
  const problem = problemOf(pairs);
  if (problem !== undefined)
    throw page.error(`${problem} in an exemplar while parsing ${page.shown(from, end)}`, start);
  const valueAt = wordAt(page, end);
  const value = wordEnd(page.bytes, valueAt);
  if (value === valueAt) throw page.unexpected('the value of an exemplar', end, from);
  const msAt = wordAt(page, value);
  const last = wordEnd(page.bytes, msAt);
  return {
    exemplar: {
      labels: labelsFrom(pairs),
      value: page.float(valueAt, value, from),
      ms: last === msAt ? undefined : readSeconds(page, msAt, last, from),
    },
    end: last === msAt ? value : last,
  };
}

/** Behind the one space at `at`; `at` itself where there is none. */
const wordAt = (page: PageText, at: number): number => (page.bytes[at] === SPACE ? at + 1 : at);

/** Where the value or the timestamp that begins at `start` ends. */
export function wordEnd(bytes: Uint8Array, start: number): number {
  if (bytes[start - 1] !== SPACE) return start;
  let at = start;
  while (at < bytes.length && bytes[at] !== SPACE && bytes[at] !== LINE_FEED) at++;
  return at;
}

/** A time in seconds, as ms. */
export function readSeconds(page: PageText, start: number, end: number, from: number): number {
  const ms = Math.trunc(page.float(start, end, from) * 1000);
  if (!Number.isSafeInteger(ms)) throw page.error(`invalid timestamp ${page.shown(start, end)}`, start);
  return ms;
}
