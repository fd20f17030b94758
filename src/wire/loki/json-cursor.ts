/**
 * A cursor over JSON bytes for decoders that pass strings on as slices. It checks what it needs to find its way and no
 * more: commas and the spelling of literals are not looked at. Nesting costs no stack.
 */
export class JsonCursor {
  at = 0;
  /** Bounds of the string that `string` read, without its quotes, and whether it has escapes. */
  start = 0;
  end = 0;
  escaped = false;

  constructor(readonly source: Uint8Array) {}

  /** The next byte that is not white space, a comma or a colon; it is not consumed. -1 at the end. */
  peek(): number {
    const { source } = this;
    while (this.at < source.length) {
      const byte = source[this.at]!;
      if (byte > SPACE && byte !== COMMA && byte !== COLON) return byte;
      this.at++;
    }
    return -1;
  }

  /** Steps over `byte` if it comes next. */
  take(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.at++;
    return true;
  }

  /** Reads a string if one comes next. */
  string(): boolean {
    if (this.peek() !== QUOTE) return false;
    const { source } = this;
    this.start = this.at + 1;
    this.escaped = false;
    for (let at = this.start; at < source.length; at++) {
      const byte = source[at]!;
      if (byte === QUOTE) {
        this.end = at;
        this.at = at + 1;
        return true;
      }
      if (byte === BACKSLASH) {
        this.escaped = true;
        at++;
      }
    }
    this.at = source.length;
    throw new JsonError('skipString: missing " at end');
  }

  /** Steps over `null` if it comes next. */
  null(): boolean {
    if (this.peek() !== LOWER_N || !NULL.every((byte, i) => this.source[this.at + i] === byte)) return false;
    this.at += NULL.length;
    return true;
  }

  /** Whether the string last read is `name`, which is ASCII. */
  isString(name: string): boolean {
    if (this.end - this.start !== name.length) return false;
    for (let i = 0; i < name.length; i++) if (this.source[this.start + i] !== name.charCodeAt(i)) return false;
    return true;
  }

  /** Steps over whatever value comes next. */
  skipValue(): void {
    let depth = 0;
    do {
      const byte = this.peek();
      if (byte === -1) throw new JsonError('Skip: unexpected end of the body');
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (++depth > MAX_DEPTH) throw new JsonError('exceeded max depth');
        this.at++;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (depth === 0) throw new JsonError(`Skip: do not know how to skip: ${String.fromCharCode(byte)}`);
        depth--;
        this.at++;
      } else if (!this.string()) this.skipLiteral();
    } while (depth > 0);
  }

  private skipLiteral(): void {
    const { source } = this;
    while (this.at < source.length) {
      const byte = source[this.at]!;
      if (byte <= SPACE || byte === COMMA || byte === COLON || ENDS_LITERAL.has(byte)) return;
      this.at++;
    }
  }
}

/** A mistake in the JSON, at the cursor's place. */
export class JsonError extends Error {}

/**
 * Writes the text of a JSON string, `source[start, end)` without quotes, to `target` at `at` as UTF-8; returns its end
 * there. It is never longer than its source. -1 where an escape is broken. Lone surrogates become U+FFFD.
 */
export function unescapeJson(source: Uint8Array, start: number, end: number, target: Uint8Array, at: number): number {
  let to = at;
  for (let from = start; from < end; ) {
    const byte = source[from++]!;
    if (byte !== BACKSLASH) {
      target[to++] = byte;
      continue;
    }
    const letter = source[from++]!;
    if (letter !== LOWER_U) {
      const plain = from > end ? 0 : PLAIN_ESCAPES[letter]!;
      if (plain === 0) return -1;
      target[to++] = plain;
      continue;
    }
    let code = hex4(source, from, end);
    if (code < 0) return -1;
    from += 4;
    if (code >= 0xd800 && code < 0xe000) {
      const second = source[from] === BACKSLASH && source[from + 1] === LOWER_U ? hex4(source, from + 2, end) : -1;
      if (code < 0xdc00 && second >= 0xdc00 && second < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00);
        from += 6;
      } else code = 0xfffd;
    }
    to = putUtf8(code, target, to);
  }
  return to;
}

function hex4(source: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  let code = 0;
  for (let i = at; i < at + 4; i++) {
    const digit = HEX[source[i]!]!;
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

function putUtf8(code: number, target: Uint8Array, at: number): number {
  let to = at;
  if (code < 0x80) target[to++] = code;
  else {
    if (code < 0x800) target[to++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) target[to++] = 0xe0 | (code >> 12);
      else {
        target[to++] = 0xf0 | (code >> 18);
        target[to++] = 0x80 | ((code >> 12) & 63);
      }
      target[to++] = 0x80 | ((code >> 6) & 63);
    }
    target[to++] = 0x80 | (code & 63);
  }
  return to;
}

const NULL = Buffer.from('null');

/** As the original's parsers have it. */
const MAX_DEPTH = 10_000;

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const LOWER_N = 0x6e;
const LOWER_U = 0x75;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

const ENDS_LITERAL: ReadonlySet<number> = new Set([QUOTE, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET]);

const PLAIN_ESCAPES = new Uint8Array(256);
for (const [letter, plain] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'].map((pair) => [...pair])) {
  PLAIN_ESCAPES[letter!.charCodeAt(0)] = plain!.charCodeAt(0);
}

const HEX = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit++) {
  HEX[digit.toString(16).charCodeAt(0)] = digit;
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}
