/** Texts in quotes as Go prints them with `%q`. https://pkg.go.dev/strconv#Quote */

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const PLAIN = /^[ !#-[\]-~]*$/;

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

/** In double quotes. Lone surrogates, which stand for bytes that are no UTF-8 (`readGoString`), as `\xff`. */
export function quoteGo(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const char of text) quoted += escaped(char, '"');
  return `${quoted}"`;
}

/** One character in single quotes. Without `withEscapes`, one that is not printable gives an empty text. */
export function quoteGoRune(char: string, withEscapes = true): string {
  return withEscapes ? `'${escaped(char, "'")}'` : PRINTABLE.test(char) ? `'${char}'` : '';
}

function escaped(char: string, quote: string): string {
  if (char === quote) return `\\${quote}`;
  const simple = ESCAPES[char];
  if (simple !== undefined) return simple;
  if (PRINTABLE.test(char)) return char;
  const code = char.codePointAt(0)!;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}
