import type { Labels } from '../model/labels.js';
import { extractedName, hasLabel, sanitizeLabelName, sanitizeLabelPart } from './eval/stages/label-name.js';

/** Objects inside objects that are looked into. */
const MAX_DEPTH = 128;

/** For each label that `| json` makes of a line, the keys that lead to its value. */
export function jsonPathsOf(line: string, stream: Labels): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  const visit = (object: object, name: string, path: readonly string[]) => {
    for (const [key, value] of Object.entries(object)) {
      const label = name === '' ? sanitizeLabelName(key) : `${name}_${sanitizeLabelPart(key)}`;
      const inside = [...path, key];
      if (value === null || Array.isArray(value)) continue;
      if (typeof value === 'object') {
        if (path.length < MAX_DEPTH) visit(value, label, inside);
        continue;
      }
      const shown = hasLabel(stream, label) ? extractedName(label) : label;
      if (!paths.has(shown)) paths.set(shown, inside);
    }
  };
  visit(parsed(line), '', []);
  return paths;
}

/** The object that a line is; one without fields where it is none, as the parser forgives more than JSON allows. */
function parsed(line: string): object {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
