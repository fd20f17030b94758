import type { Labels } from '../../model/labels.js';
import { CLOSE_BRACE, JsonCursor, OPEN_BRACE, unescapeJson } from './json-cursor.js';
import { LabelSyntaxError, parseLabelString, writeLabelString } from './label-string.js';

/**
 * The labels of a stream pushed as JSON, `source[start, end)`. Values that are no strings count as their text; of a name
 * that comes twice the last value counts. Errors are those of the label string that these labels make.
 */
export function parseJsonLabels(source: Uint8Array, start: number, end: number): Labels {
  const cursor = new JsonCursor(source.subarray(start, end));
  const values = new Map<string, string>();
  if (!cursor.take(OPEN_BRACE)) throw new LabelSyntaxError('labels must be an object');
  while (!cursor.take(CLOSE_BRACE)) {
    if (!cursor.string()) throw new LabelSyntaxError('the names of labels must be strings');
    const name = textOf(cursor);
    if (cursor.string()) values.set(name, textOf(cursor));
    else {
      const from = cursor.at;
      cursor.skipValue();
      values.set(name, Buffer.from(cursor.source.subarray(from, cursor.at)).toString('utf8'));
    }
  }
  const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
  return parseLabelString(writeLabelString(sorted));
}

function textOf(cursor: JsonCursor): string {
  const bytes = Buffer.allocUnsafe(cursor.end - cursor.start);
  const end = unescapeJson(cursor.source, cursor.start, cursor.end, bytes, 0);
  if (end < 0) throw new LabelSyntaxError('a label has a broken escape');
  return bytes.toString('utf8', 0, end);
}
