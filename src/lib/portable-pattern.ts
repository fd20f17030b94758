import { RE2JS } from 're2js';

const MAX_PATTERN = 1000;

/** Counts are written out, and ClickHouse's RE2 bounds how long an expression may become. */
const MAX_COUNT = 64;

/** Whether an expression is one of those that RE2 in ClickHouse reads as re2js does, and within its bounds. */
export function isPortableRegex(pattern: string): boolean {
  if (pattern.length > MAX_PATTERN || withWholeCharacters(pattern) !== pattern) return false;
  for (const [, least, highest] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    if (Math.max(Number(least), Number(highest ?? 0)) > MAX_COUNT) return false;
  }
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a text means to ClickHouse what it means here: lone surrogates stand for bytes, U+FFFD for what was read from any,
 * and neither is found where lines are bytes.
 */
export const isPortableText = (text: string): boolean => !/[\p{Cs}\ufffd]/u.test(text);

/** Quoted texts, escapes and classes, which stay; and a character beyond ASCII that may be absent or be there several times. */
const PARTS =
  /\\Q[\s\S]*?(?:\\E|$)|\\(?:[pPx]\{[^}]*\}|[\s\S])|\[\^?\]?(?:\[:[^\]]*:\]|\\[\s\S]|[^\]\\])*\]|([^\0-\x7f])(?=[?*{])/gu;

/**
 * The same expression for ClickHouse, which looks for texts of it before it runs RE2, and counts only the last byte of a
 * character that may be absent out of them: of `café?` it would look for `caf` and half an `é`. What stands in a class is no
 * such text.
 */
export const withWholeCharacters = (pattern: string): string =>
  pattern.replace(PARTS, (part, char: string | undefined) => (char === undefined ? part : `[${char}]`));
