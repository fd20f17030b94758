import { WORD } from './tokens.js';

const PREFIXES: Readonly<Record<string, { readonly digits: RegExp; readonly exponent?: RegExp }>> = {
  x: { digits: /[0-9a-fA-F_]*/y, exponent: /[pP]/ },
  o: { digits: /[0-7_]*/y },
  b: { digits: /[01_]*/y },
};
const DECIMAL = { digits: /[0-9_]*/y, exponent: /[eE]/ };

/**
 * Finds the end of a number: decimal, hexadecimal (`0x`, with `p` exponent), octal (`0o`), binary (`0b`), with underscores.
 * Where it is none, `end` is behind the character that does not fit. https://go.dev/ref/spec#Integer_literals
 */
export function readNumber(source: string, start: number): { readonly end: number; readonly isNumber: boolean } {
  let at = start;
  if (source[at] === '+' || source[at] === '-') at++;
  const prefix = source[at] === '0' ? PREFIXES[(source[at + 1] ?? '').toLowerCase()] : undefined;
  if (prefix !== undefined) at += 2;
  const { digits, exponent } = prefix ?? DECIMAL;
  at = behind(digits, source, at);
  if (source[at] === '.') at = behind(digits, source, at + 1);
  if (exponent?.test(source[at] ?? '')) {
    at++;
    if (source[at] === '+' || source[at] === '-') at++;
    at = behind(DECIMAL.digits, source, at);
  }
  const next = source.codePointAt(at);
  if (next === undefined || !WORD.test(String.fromCodePoint(next))) return { end: at, isNumber: true };
  return { end: at + (next > 0xffff ? 2 : 1), isNumber: false };
}

function behind(digits: RegExp, source: string, at: number): number {
  digits.lastIndex = at;
  digits.test(source);
  return digits.lastIndex;
}
