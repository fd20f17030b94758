import type { NativeHistogram } from '../../model/samples.js';
import { Cursor } from './cursor.js';
import { readHistogram } from './histogram-notation.js';
import { readValues, type SeriesValue } from './series-values.js';

/** The points of a series. Throws with the column of what is none. */
export const readSeriesValues = (text: string): SeriesValue[] => readValues(new Cursor(text.replaceAll(/\s/g, ' ')));

/** `{{schema:0 count:3 …}}`, and nothing behind it. */
export function readOneHistogram(text: string): NativeHistogram {
  const cursor = new Cursor(text.trim());
  const histogram = readHistogram(cursor);
  return cursor.isAtEnd ? histogram : cursor.fail('expected nothing behind the histogram');
}
