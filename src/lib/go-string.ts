/** A string literal that was read, or what is wrong with it and where. */
export type GoString =
  | { readonly ok: true; readonly value: string; readonly end: number }
  | { readonly ok: false; readonly message: string; readonly at: number };

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const ESCAPE = /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/y;

/** What ends a run of plain characters, beside the quote. */
const MARKS: ReadonlySet<string> = new Set(['\\', '\n']);
const RAW_MARKS: ReadonlySet<string> = new Set();

/**
 * Reads the string literal that begins at `start`: in double or single quotes with Go's escapes, or raw in backticks.
 * `end` is behind the closing quote. https://go.dev/ref/spec#String_literals
 */
export function readGoString(source: string, start: number): GoString {
  const quote = source[start]!;
  let value = '';
  let at = start + 1;
  while (at < source.length) {
    const char = source[at]!;
    if (char === quote) return { ok: true, value, end: at + 1 };
    if (quote !== '`' && char === '\n') break;
    if (quote === '`' || char !== '\\') {
      const from = at;
      const marks = quote === '`' ? RAW_MARKS : MARKS;
      while (at < source.length && source[at] !== quote && !marks.has(source[at]!)) at++;
      value += source.slice(from, at);
      continue;
    }
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(source);
    if (found === null) return { ok: false, message: 'unknown escape sequence', at };
    const [text, simple, hex, short, long, octal] = found;
    if (simple !== undefined) value += ESCAPES[simple] ?? simple;
    else {
      const code = octal === undefined ? Number.parseInt((hex ?? short ?? long)!, 16) : Number.parseInt(octal, 8);
      if (code > 0x10ffff) return { ok: false, message: 'escape sequence is no Unicode code point', at };
      value += String.fromCodePoint(code);
    }
    at += text.length;
  }
  return { ok: false, message: 'unterminated quoted string', at: start };
}
