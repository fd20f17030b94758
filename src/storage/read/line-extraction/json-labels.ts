import type { LineParser } from '../../interface.js';
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
const PLAIN_VALUE = String.raw`^(?:"[^"\\\x{fffd}]*"|\[.*|[^"{\[\\]*)$`;
const PLAIN_BUT_NO_ARRAY = String.raw`^(?:"[^"\\\x{fffd}]*"|[^"{\[\\]*)$`;
const ARRAY_OR_NULL = String.raw`^(?:\[|null$)`;

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
    plain.push(...isOnly, `match(${raw}, ${bindings.text(isByPath ? PLAIN_BUT_NO_ARRAY : PLAIN_VALUE)})`);
    const isNothing = isByPath ? `(${raw} = 'null')` : `match(${raw}, ${bindings.text(ARRAY_OR_NULL)})`;
    labels.set(name, {
      // A conditional would make ClickHouse copy the lines for which it judges the rest.
      value: `trimBoth(substring(${raw}, 1, length(${raw}) * (NOT ${isNothing})), '"')`,
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
  return [
    `(countSubstrings(line, ${bindings.text(spellings.core)}) = ${exact} OR ` +
      `(countMatches(line, ${anyKey}) = ${exact} AND ${hasNoOuter}))`,
    `${exact} = (${raw} != '')`,
    // The key that was found is one of the outermost object.
    `(${IS_FLAT} OR ${exact} = 0 OR JSONHas(line, ${bindings.text(key)}))`,
  ];
}
