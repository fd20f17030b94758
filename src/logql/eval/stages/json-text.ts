const BACKSLASH = 0x5c;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const FOUR_DIGITS = /^[0-9a-fA-F]{4}$/;

/** The text of a JSON string, given without its quotes; `undefined` when an escape in it is none or half a pair. */
export function unescapeJson(written: string): string | undefined {
  let backslash = written.indexOf('\\');
  if (backslash < 0) return written;
  let text = '';
  let start = 0;
  while (backslash >= 0) {
    text += written.slice(start, backslash);
    const char = written[backslash + 1] ?? '';
    const simple = ESCAPES[char];
    if (simple !== undefined) {
      text += simple;
      start = backslash + 2;
    } else {
      const unit = char === 'u' ? codeUnit(written, backslash) : -1;
      if (unit < 0) return undefined;
      text += String.fromCharCode(unit);
      start = backslash + 6;
      if (unit >= 0xd800 && unit < 0xe000) {
        const low = codeUnit(written, start);
        if (unit >= 0xdc00 || low < 0xdc00 || low > 0xdfff) return undefined;
        text += String.fromCharCode(low);
        start += 6;
      }
    }
    backslash = written.indexOf('\\', start);
  }
  return text + written.slice(start);
}

/** The code unit of the escape `\u1234` at `at`, or -1. */
function codeUnit(text: string, at: number): number {
  if (text.charCodeAt(at) !== BACKSLASH || text[at + 1] !== 'u') return -1;
  const digits = text.slice(at + 2, at + 6);
  return FOUR_DIGITS.test(digits) ? Number.parseInt(digits, 16) : -1;
}

/**
 * A label's value of a JSON string, given without its quotes: unescaped, bytes that were no UTF-8 as blanks; empty when an
 * escape is wrong.
 */
export const jsonStringValue = (written: string): string => withoutReplacements(unescapeJson(written) ?? '');

/** Loki takes no U+FFFD into label values: it puts a blank in its place. */
export const withoutReplacements = (text: string): string =>
  text.includes('\ufffd') ? text.replaceAll('\ufffd', ' ') : text;
