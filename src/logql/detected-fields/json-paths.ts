import type { Labels } from '../../model/labels.js';
import { JsonCursor } from '../eval/stages/json-cursor.js';
import { unescapeJson } from '../eval/stages/json-text.js';
import { extractedName, hasLabel, sanitizeLabelName, sanitizeLabelPart } from '../eval/stages/label-name.js';

interface Around {
  readonly label: string;
  readonly path: readonly string[];
}

/** For each label that `| json` makes of an entry's line, the keys that lead to its value. */
export function jsonPathsOf(line: string, stream: Labels): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  const cursor = new JsonCursor();
  if (!cursor.open(line)) return paths;
  const around: Around[] = [];
  let object: Around = { label: '', path: [] };
  for (;;) {
    if (!cursor.next()) {
      const outer = cursor.failure === undefined ? around.pop() : undefined;
      if (outer === undefined) return paths;
      object = outer;
      continue;
    }
    const key = unescapeJson(line.slice(cursor.keyStart, cursor.keyEnd));
    if (key === undefined) return paths;
    const field = { label: labelInside(object.label, key), path: [...object.path, key] };
    if (cursor.kind === 'object') {
      cursor.enter();
      around.push(object);
      object = field;
      continue;
    }
    const label = hasLabel(stream, field.label) ? extractedName(field.label) : field.label;
    if (!paths.has(label)) paths.set(label, field.path);
  }
}

const labelInside = (outer: string, key: string): string =>
  outer === '' ? sanitizeLabelName(key) : `${outer}_${sanitizeLabelPart(key)}`;
