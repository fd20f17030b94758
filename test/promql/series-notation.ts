import { type Labels, labelsFrom, METRIC_NAME } from '../../src/model/labels.js';
import type { Cursor } from '../../src/rules/unit-test/cursor.js';

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
