import type { LineParser } from '../../../interface.js';
import type { Bindings } from './bindings.js';
import { labelSpellings } from './label-spellings.js';
import { asItStands, type ParsedLabel, type ParsedLabelsOf } from './parsed-labels.js';
import { keysOfLabels } from './path-keys.js';

type LogfmtParser = Extract<LineParser, { kind: 'logfmt' }>;

/** A character that no label name has, in a key. */
const OTHER = String.raw`[^A-Za-z0-9="\x00-\x20]`;
/** What may be cut off at the ends of a key: no ASCII, as ASCII's blanks end keys. */
const BLANKS = String.raw`[^\x00-\x7f]*`;

const BARE_VALUE = String.raw`^[^\x00-\x20"=]*$`;

/**
 * `| logfmt`. Lines are plain whose first key that becomes the label is that label as it is, behind a blank that stands in
 * no quoted value, and whose value has no escapes. What stands behind the pair does not matter, nor do wrong pairs.
 */
export const logfmtLabels: ParsedLabelsOf<LogfmtParser> = (parser, wanted, bindings) => {
  if (parser.strict || parser.keepEmpty) return undefined;
  const keys = keysOfLabels(parser.expressions, wanted);
  if (keys === undefined) return undefined;
  const plain: string[] = [];
  const labels = new Map<string, ParsedLabel>();
  for (const [name, key] of keys) {
    const pair = pairOf(key, parser.expressions.length > 0, bindings);
    if (pair === undefined) return undefined;
    plain.push(...pair.plain);
    labels.set(name, asItStands(pair.value, parser.expressions.length > 0 ? '0' : '1'));
  }
  return { plain, labels };
};

/** `isLast`: of pairs of one key the last counts, otherwise the first that has a value. */
function pairOf(key: string, isLast: boolean, bindings: Bindings): { value: string; plain: string[] } | undefined {
  const spellings = labelSpellings(key);
  if (spellings === undefined) return undefined;
  const { core, coreAt } = spellings;
  // Sums and products rather than conditionals, which would make ClickHouse copy the lines for which it judges the rest.
  const isFirst = `startsWith(line, ${bindings.text(`${key}=`)})`;
  /** Bytes before the key; they end in the blank. */
  const before = `(position(line, ${bindings.text(` ${key}=`)}) * (NOT ${isFirst}))`;
  const isFound = `(${isFirst} + ${before} > 0)`;
  const start = `(${before} + ${key.length + 2})`;
  const isQuoted = `(substring(line, ${start}, 1) = '"')`;
  const quote = `position(line, '"', ${start} + 1)`;
  const blank = `position(line, ' ', ${start})`;
  const bareEnd = `(${blank} + (${blank} = 0) * (length(line) + 1))`;
  const length = `(${isQuoted} * (${quote} - 1) + (NOT ${isQuoted}) * ${bareEnd} - ${start})`;
  const value = `substring(line, ${start} + ${isQuoted}, ${length} * ${isFound})`;

  const prefix = `substring(line, 1, ${before})`;
  const behindQuote = `substringIndex(${prefix}, '"', -1)`;
  const lastQuote = `(${before} - length(${behindQuote}))`;
  const anyKey = bindings.text(String.raw`(?:^|[\x00-\x20"])${BLANKS}(?:${spellings.pattern(OTHER)})${BLANKS}=`);
  const firstCore = `position(line, ${bindings.text(core)})`;
  const isOnlyCore = `countSubstrings(line, ${bindings.text(core)}) = 1`;
  return {
    value,
    plain: [
      // No key before it becomes the label.
      `(${isFound} AND ${firstCore} = ${before} + ${1 + coreAt}) OR (${firstCore} = 0 AND NOT ${isFound}) OR ` +
        `NOT match(if(${isFound}, ${prefix}, line), ${anyKey})`,
      // The last quote before it is none that opens a value, nor part of one.
      `greatest(${lastQuote} <= 0, startsWith(${behindQuote}, ' ') * (substring(line, ${lastQuote} - 1, 1) NOT IN ('=', '\\\\')))`,
      `greatest(NOT ${isFound}, ${isQuoted} * (${quote} > 0), (NOT ${isQuoted}) * match(${value}, ${bindings.text(BARE_VALUE)}))`,
      `greatest(NOT ${isQuoted}, position(${value}, '\\\\') = 0)`,
      `NOT ${isFound} OR ${isLast ? '0' : `${value} != ''`} OR ${isOnlyCore}`,
      `position(${value}, '\\xEF\\xBF\\xBD') = 0`,
      `isValidUTF8(${value})`,
    ],
  };
}
