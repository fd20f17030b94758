import { quoteGoRune } from './go-quote.js';

/** A string literal that was read, or what is wrong with it and where. */
export type GoString =
  | { readonly ok: true; readonly value: string; readonly end: number }
  | { readonly ok: false; readonly message: string; readonly at: number };

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

interface Numeric {
  readonly base: 8 | 16;
  readonly digits: number;
  /** It means a byte, not a code point. */
  readonly isByte: boolean;
}

const NUMERIC: Readonly<Record<string, Numeric>> = {
  x: { base: 16, digits: 2, isByte: true },
  u: { base: 16, digits: 4, isByte: false },
  U: { base: 16, digits: 8, isByte: false },
  ...Object.fromEntries([...'01234567'].map((digit) => [digit, { base: 8, digits: 3, isByte: true } as const])),
};

/**
 * Reads the string literal that begins at `start`: in double or single quotes with Go's escapes, or raw in backticks.
 * `end` is behind the closing quote. Bytes written as `\xff` or `\377` that are no UTF-8 become lone surrogates, U+DC80 to
 * U+DCFF: the string is then not well-formed, and is encoded with U+FFFD in their places.
 * https://go.dev/ref/spec#String_literals
 */
export function readGoString(source: string, start: number): GoString {
  const quote = source[start]!;
  if (quote === '`') {
    const end = source.indexOf('`', start + 1);
    if (end < 0) return { ok: false, message: 'unterminated raw string', at: start };
    return { ok: true, value: source.slice(start + 1, end), end: end + 1 };
  }
  let value = '';
  let bytes: number[] = [];
  let at = start + 1;
  while (at < source.length) {
    const char = source[at]!;
    if (char === '\n') break;
    if (char === '\\') {
      const read = readEscape(source, at + 1, quote);
      if ('message' in read) return { ok: false, message: read.message, at };
      at = read.end;
      if ('byte' in read) {
        bytes.push(read.byte);
        continue;
      }
      value += textOfBytes(bytes) + read.text;
      bytes = [];
      continue;
    }
    value += textOfBytes(bytes);
    bytes = [];
    if (char === quote) return { ok: true, value, end: at + 1 };
    const from = at;
    while (at < source.length && source[at] !== quote && source[at] !== '\\' && source[at] !== '\n') at++;
    value += source.slice(from, at);
  }
  return { ok: false, message: 'unterminated quoted string', at: start };
}

type Escape =
  | { readonly text: string; readonly end: number }
  | { readonly byte: number; readonly end: number }
  | { readonly message: string };

/** What stands behind a backslash. */
function readEscape(source: string, at: number, quote: string): Escape {
  const char = source[at];
  if (char === undefined) return { message: 'escape sequence not terminated' };
  const simple = char === quote ? quote : ESCAPES[char];
  if (simple !== undefined) return { text: simple, end: at + 1 };
  const numeric = NUMERIC[char];
  if (numeric === undefined) return { message: `unknown escape sequence ${codePoint(source, at)}` };
  const { base, digits, isByte } = numeric;
  const from = base === 8 ? at : at + 1;
  for (let i = from; i < from + digits; i++) {
    if (source[i] === undefined) return { message: 'escape sequence not terminated' };
    if (!(base === 8 ? /[0-7]/ : /[0-9a-fA-F]/).test(source[i]!))
      return { message: `illegal character ${codePoint(source, i)} in escape sequence` };
  }
  const code = Number.parseInt(source.slice(from, from + digits), base);
  const isSurrogate = code >= 0xd800 && code < 0xe000;
  if (code > (isByte ? 0xff : 0x10ffff) || isSurrogate) {
    return { message: 'escape sequence is an invalid Unicode code point' };
  }
  const end = from + digits;
  return isByte && code > 0x7f ? { byte: code, end } : { text: String.fromCodePoint(code), end };
}

/** `U+0071 'q'`. */
function codePoint(source: string, at: number): string {
  const code = source.codePointAt(at)!;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} ${quoteGoRune(String.fromCodePoint(code), false)}`;
}

/** Length of the UTF-8 sequence that a byte begins; 1 for one that begins none. */
const sequenceLength = (lead: number): number =>
  lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;

function textOfBytes(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at]!);
    const decoded =
      length > 1 && at + length <= bytes.length ? Buffer.from(bytes.slice(at, at + length)).toString() : '\ufffd';
    const isWhole = decoded !== '' && !decoded.includes('\ufffd');
    text += isWhole ? decoded : String.fromCharCode(0xdc00 + bytes[at]!);
    at += isWhole ? length : 1;
  }
  return text;
}
