import type { LineParser } from '../../../interface.js';
import type { Bindings } from './bindings.js';
import { labelSpellings } from './label-spellings.js';
import type { ParsedLabel, ParsedLabelsOf } from './parsed-labels.js';
import { keysOfLabels } from './path-keys.js';

type JsonParser = Extract<LineParser, { kind: 'json' }>;

/** A character that no label name has, as it is written in a key. */
const OTHER = String.raw`(?:[^A-Za-z0-9"\\]|\\[^u])`;
/** What may be cut off at the ends of a key. */
const BLANKS = String.raw`(?:[^!-~]|\\[^u])*`;

const keyLike = (pattern: string): string => String.raw`"${BLANKS}(?:${pattern})${BLANKS}"\s*:`;

/** A key with a character written by its number, so that it may be any key. */
const NUMBERED_KEY = String.raw`"[^"]*\\u(?:[^"\\]|\\.)*"\s*:`;

const HAS_ESCAPES = `position(line, '\\\\') > 0`;
/** Has no object inside, and no quote that stands for itself: what looks like a key then is one of the object's own. */
const IS_FLAT = `(countSubstrings(line, '{') = 1 AND NOT ${HAS_ESCAPES})`;

/** A value that is neither an object nor written with escapes. */
const PLAIN_VALUE = String.raw`^(?:"[^"\\\x{fffd}]*"|\[|[^"{\[\\]*)$`;

/**
 * `| json`. Lines are plain that are whole JSON objects with the label's key as it is, once, and nothing that becomes the
 * same label. ClickHouse's own parser sees that the line is JSON. Then `"key":` can stand nowhere but where a key does,
 * and finding it is many times faster than parsing, and gives numbers as they are written.
 */
export const jsonLabels: ParsedLabelsOf<JsonParser> = ({ expressions }, wanted, bindings) => {
  const keys = keysOfLabels(expressions, wanted);
  if (keys === undefined) return undefined;
  const isByPath = expressions.length > 0;
  const plain = [
    "startsWith(line, '{')",
    'isValidJSON(line)',
    `NOT (${HAS_ESCAPES} AND position(line, '\\\\u') > 0 AND match(line, ${bindings.text(NUMBERED_KEY)}))`,
  ];
  const labels = new Map<string, ParsedLabel>();
  for (const [name, key] of keys) {
    const raw = rawValue(key, bindings);
    const isOnly = onlyKey(key, raw, bindings);
    if (isOnly === undefined) return undefined;
    plain.push(...isOnly, `substring(${raw}, 1, 1) NOT IN (${isByPath ? "'{', '['" : "'{'"})`);
    const isNothing = (source: string) => (isByPath ? `(${source} = 'null')` : `(${source} IN ('[', 'null'))`);
    labels.set(name, {
      // Of an array, which has no label, nothing but how it begins: groups by its text would be many.
      source: isByPath ? raw : `substring(${raw}, 1, greatest(length(${raw}) * (NOT startsWith(${raw}, '[')), 1))`,
      isPlain: (source) => `match(${source}, ${bindings.text(PLAIN_VALUE)})`,
      // A conditional would make ClickHouse copy the lines for which it judges the rest.
      value: (source) => `trimBoth(substring(${source}, 1, length(${source}) * (NOT ${isNothing(source)})), '"')`,
      isAbsent: isByPath ? '0' : `NOT startsWith(${raw}, '"')`,
    });
  }
  return { plain, labels };
};

/** The value of the first key of this name as it is written. */
const rawValue = (key: string, bindings: Bindings): string =>
  `trimBoth(simpleJSONExtractRaw(line, ${bindings.text(key)}), ' \\t\\r\\n')`;

/** When no field becomes the label but the one whose value is `raw`, or none does and `raw` is empty. */
function onlyKey(key: string, raw: string, bindings: Bindings): readonly string[] | undefined {
  const spellings = labelSpellings(key);
  if (spellings === undefined) return undefined;
  const exact = `countSubstrings(line, ${bindings.text(`"${key}":`)})`;
  const anyKey = bindings.text(keyLike(spellings.pattern(OTHER)));
  const outer = spellings.outerPatterns(OTHER);
  const outerKey = bindings.text(String.raw`${keyLike(outer.join('|'))}\s*\{`);
  const hasNoOuter = outer.length === 0 ? '1' : `(${IS_FLAT} OR NOT match(line, ${outerKey}))`;
  const cores = `countSubstrings(line, ${bindings.text(spellings.core)})`;
  const isFound = `(${raw} != '')`;
  return [
    // Most lines have it once, in the key, or not at all, which takes only one look through the line to see.
    `(${cores} = ${isFound} OR (${exact} = ${isFound} AND ` +
      `(${cores} = ${exact} OR (countMatches(line, ${anyKey}) = ${exact} AND ${hasNoOuter}))))`,
    // The key that was found is one of the outermost object.
    `(${IS_FLAT} OR NOT ${isFound} OR JSONHas(line, ${bindings.text(key)}))`,
  ];
}
