import type { LineParser } from '../../interface.js';
import type { Bindings } from './bindings.js';
import { labelSpellings } from './label-spellings.js';
import { isWholeText, type ParsedLabel, type ParsedLabelsOf } from './parsed-labels.js';
import { keysOfLabels } from './path-keys.js';

type JsonParser = Extract<LineParser, { kind: 'json' }>;

/** A character that no label name has, as it is written in a key. */
const OTHER = String.raw`(?:[^A-Za-z0-9"\\]|\\[^u])`;
/** What may be cut off at the ends of a key. */
const BLANKS = String.raw`(?:[^!-~]|\\[^u])*`;

const keyLike = (pattern: string): string => String.raw`"${BLANKS}(?:${pattern})${BLANKS}"\s*:`;

/** A key with a character written by its number, so that it may be any key. */
const NUMBERED_KEY = String.raw`"[^"]*\\u(?:[^"\\]|\\.)*"\s*:`;

/** Has no object inside, and no quote that stands for itself: what looks like a key then is one of the object's own. */
const IS_FLAT = `(countSubstrings(line, '{') = 1 AND position(line, '\\\\') = 0)`;

/**
 * `| json`. Lines are plain that are whole JSON objects with the label's key as it is, once, and nothing that becomes the
 * same label. ClickHouse's own parser sees that the line is JSON. Then `"key":` can stand nowhere but where a key does,
 * and finding it is many times faster than parsing, and gives numbers as they are written.
 */
export const jsonLabels: ParsedLabelsOf<JsonParser> = ({ expressions }, wanted, bindings) => {
  const keys = keysOfLabels(expressions, wanted);
  if (keys === undefined) return undefined;
  const numbered = bindings.text(NUMBERED_KEY);
  const plain = [
    "startsWith(line, '{')",
    'isValidJSON(line)',
    `(position(line, '\\\\u') = 0 OR NOT match(line, ${numbered}))`,
  ];
  const labels = new Map<string, ParsedLabel>();
  for (const [name, key] of keys) {
    const terms = plainTerms(key, bindings);
    if (terms === undefined) return undefined;
    plain.push(...terms);
    const raw = rawValue(key, bindings);
    // What is an array is no label, and with expressions one as it is written.
    if (expressions.length > 0) plain.push(`NOT startsWith(${raw}, '[')`);
    const isText = `startsWith(${raw}, '"')`;
    labels.set(name, {
      value: `multiIf(${isText}, substring(${raw}, 2, length(${raw}) - 2), ${raw} = 'null' OR startsWith(${raw}, '['), '', ${raw})`,
      isAbsent: expressions.length > 0 ? '0' : `NOT ${isText}`,
    });
  }
  return { plain, labels };
};

/** The value of the first key of this name as it is written. */
const rawValue = (name: string, bindings: Bindings): string =>
  `trimBoth(simpleJSONExtractRaw(line, ${bindings.text(name)}), ' \\t\\r\\n')`;

function plainTerms(name: string, bindings: Bindings): readonly string[] | undefined {
  const spellings = labelSpellings(name);
  if (spellings === undefined) return undefined;
  const exact = `countSubstrings(line, ${bindings.text(`"${name}":`)})`;
  const anyKey = bindings.text(keyLike(spellings.pattern(OTHER)));
  const outer = spellings.outerPatterns(OTHER);
  const isInner =
    outer.length === 0
      ? '0'
      : `(NOT ${IS_FLAT} AND match(line, ${bindings.text(String.raw`${keyLike(outer.join('|'))}\s*\{`)}))`;
  const raw = rawValue(name, bindings);
  return [
    // No other key becomes the label.
    `(countSubstrings(line, ${bindings.text(spellings.core)}) = ${exact} OR ` +
      `(countMatches(line, ${anyKey}) = ${exact} AND NOT ${isInner}))`,
    `${exact} <= 1`,
    // The key that was found is one of the outermost object.
    `(${exact} = 0 OR ${IS_FLAT} OR JSONHas(line, ${bindings.text(name)}))`,
    // Of some strings ClickHouse does not see where they end.
    `(${exact} = 0 OR ${raw} != '')`,
    `NOT startsWith(${raw}, '{')`,
    `position(${raw}, '\\\\') = 0`,
    isWholeText(raw),
  ];
}
