/** Where the parts of JSON text end. They read forward, in time linear in what they pass over, and make no strings. */

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

export type JsonKind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

/** The place of the first character from `at` on that is no blank; the text's length when there is none. */
export function skipBlanks(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > SPACE || !isBlank(code)) return i;
  }
  return text.length;
}

/** The place of the quote that closes a string begun before `at`, or -1: the first with an even number of backslashes before it. */
export function stringEnd(text: string, at: number): number {
  let start = at;
  for (let quote = text.indexOf('"', at); quote >= 0; quote = text.indexOf('"', start)) {
    let unescaped = quote;
    while (unescaped > start && text.charCodeAt(unescaped - 1) === BACKSLASH) unescaped--;
    if ((quote - unescaped) % 2 === 0) return quote;
    start = quote + 1;
  }
  return -1;
}

/** The place behind the brace or bracket that closes the one at `at`, or -1. Those of the other sort are not looked at. */
export function blockEnd(text: string, at: number, open: number, close: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = stringEnd(text, i + 1);
      if (i < 0) return -1;
    } else if (code === open) depth++;
    else if (code === close && --depth === 0) return i + 1;
  }
  return -1;
}

/** The place behind the number or word that begins at `at`. */
export function tokenEnd(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isBlank(code)) return i;
  }
  return text.length;
}

/** What the token from `start` to `end` is; `undefined`: no JSON. Numbers are known by their first character alone. */
export function kindOfToken(text: string, start: number, end: number): JsonKind | undefined {
  const code = text.charCodeAt(start);
  if (start < end && ((code >= DIGIT_0 && code <= DIGIT_9) || code === MINUS)) return 'number';
  for (const [word, kind] of WORDS) {
    if (end - start === word.length && text.startsWith(word, start)) return kind;
  }
  return undefined;
}

const WORDS: readonly (readonly [word: string, kind: JsonKind])[] = [
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['null', 'null'],
];

const isBlank = (code: number): boolean =>
  code === SPACE || code === TAB || code === LINE_FEED || code === CARRIAGE_RETURN;
