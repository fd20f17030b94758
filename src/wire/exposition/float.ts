import { readGoFloat } from '../../lib/go-number.js';

/** Powers of ten that doubles hold exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const UPPER_E = 0x45;
const LOWER_E = 0x65;

/** More digits of an exponent need not be read quickly. */
const MAX_EXPONENT_DIGITS = 3;

/**
 * The number that `bytes[start, end)` writes, exactly: one multiplication or division of whole numbers that doubles hold
 * rounds as it must. Undefined where that is not enough (over 15 digits or so, large exponents, words) or it is none.
 */
export function quickFloat(bytes: Uint8Array, start: number, end: number): number | undefined {
  let at = start;
  const sign = bytes[at];
  if (sign === MINUS || sign === PLUS) at++;
  let mantissa = 0;
  let first = at;
  let byte = 0;
  for (; at < end; at++) {
    byte = bytes[at]! - ZERO;
    if (byte < 0 || byte > 9) break;
    mantissa = mantissa * 10 + byte;
  }
  let digits = at - first;
  let scale = 0;
  if (at < end && bytes[at] === POINT) {
    first = ++at;
    for (; at < end; at++) {
      byte = bytes[at]! - ZERO;
      if (byte < 0 || byte > 9) break;
      mantissa = mantissa * 10 + byte;
    }
    scale = first - at;
    digits += at - first;
  }
  if (digits === 0 || mantissa > Number.MAX_SAFE_INTEGER) return undefined;
  if (at < end) {
    const exponent = exponentAt(bytes, at, end);
    if (exponent === undefined) return undefined;
    scale += exponent;
  }
  if (scale < -22 || scale > 22) return undefined;
  const value = scale < 0 ? mantissa / POWERS[-scale]! : mantissa * POWERS[scale]!;
  return sign === MINUS ? -value : value;
}

/** The exponent that `bytes[start, end)` is; undefined where it is none or a long one. */
function exponentAt(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (bytes[start] !== LOWER_E && bytes[start] !== UPPER_E) return undefined;
  let at = start + 1;
  const sign = bytes[at];
  if (sign === MINUS || sign === PLUS) at++;
  if (at === end || end - at > MAX_EXPONENT_DIGITS) return undefined;
  let exponent = 0;
  for (; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    exponent = exponent * 10 + digit;
  }
  return sign === MINUS ? -exponent : exponent;
}

/** The number that `text` writes, or why it is none: as Go reads floats, but without hexadecimals and underscores. */
export function anyFloat(text: string): { readonly value: number } | { readonly problem: string } {
  if (/[pP_]/.test(text)) return { problem: `unsupported character in float ${JSON.stringify(text)}` };
  return readGoFloat(text);
}
