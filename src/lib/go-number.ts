import { quoteGo } from './go-quote.js';

/** Numbers and truth values as Go's strconv reads them, with its texts of what is wrong. */

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d{1,5})$/;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ...['inf', '+inf', 'infinity', '+infinity'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-inf', '-infinity'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
  ['nan', Number.NaN],
]);

/** An underscore that does not stand between two digits; a base prefix counts as one. */
const MISPLACED_UNDERSCORE = /(?<!\d)_|_(?!\d)/;
const MISPLACED_IN_HEXADECIMAL = /(?<![0-9a-fA-FxX])_|_(?![0-9a-fA-F])/;

/** A float, or why it is none. https://pkg.go.dev/strconv#ParseFloat */
export function readGoFloat(text: string): { readonly value: number } | { readonly problem: string } {
  const value = DECIMAL.test(text) ? Number(text) : unusualFloat(text);
  if (value === undefined) return { problem: `strconv.ParseFloat: parsing ${quoteGo(text)}: invalid syntax` };
  if (Number.isFinite(value) || !/\d/.test(text)) return { value };
  return { problem: `strconv.ParseFloat: parsing ${quoteGo(text)}: value out of range` };
}

/** A float, or undefined where `text` is none or too large for one. */
export function parseGoFloat(text: string): number | undefined {
  const read = readGoFloat(text);
  return 'value' in read ? read.value : undefined;
}

/** With underscores between digits, hexadecimal, infinite or not a number. */
function unusualFloat(text: string): number | undefined {
  const special = SPECIAL.get(text.toLowerCase());
  if (special !== undefined) return special;
  const hexadecimal = /^[+-]?0[xX]/.test(text);
  if ((hexadecimal ? MISPLACED_IN_HEXADECIMAL : MISPLACED_UNDERSCORE).test(text)) return undefined;
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  if (hexadecimal) return hexadecimalFloat(digits);
  return DECIMAL.test(digits) ? Number(digits) : undefined;
}

function hexadecimalFloat(text: string): number | undefined {
  const parts = HEXADECIMAL.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = ''] = parts;
  if (whole === '' && fraction === '') return undefined;
  const value = Number(`0x${whole}${fraction}`) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

/** A whole number of 64 bits, or why it is none. Beyond 2^53 it is rounded. https://pkg.go.dev/strconv#Atoi */
export function parseGoInt(text: string): { readonly value: number } | { readonly problem: string } {
  if (!/^[+-]?\d+$/.test(text)) return { problem: `parsing ${JSON.stringify(text)}: invalid syntax` };
  const value = Number(text);
  if (value >= 2 ** 63 || value < -(2 ** 63)) return { problem: `parsing ${JSON.stringify(text)}: value out of range` };
  return { value };
}

const TRUTH: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true])),
  ...Object.fromEntries(['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false])),
};

/** A truth value, or undefined where `text` is none. https://pkg.go.dev/strconv#ParseBool */
export const parseGoBool = (text: string): boolean | undefined =>
  Object.hasOwn(TRUTH, text) ? TRUTH[text] : undefined;
