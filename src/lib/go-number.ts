/** Numbers and truth values as Go's strconv reads them, with its texts of what is wrong. */

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d{1,5})$/;
const SPECIAL: Readonly<Record<string, number>> = { inf: Infinity, infinity: Infinity, nan: Number.NaN };

/** A float, or undefined where `text` is none or too large for one. https://pkg.go.dev/strconv#ParseFloat */
export function parseGoFloat(text: string): number | undefined {
  if (text.length > 400) return undefined;
  if (DECIMAL.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  const sign = text.startsWith('-') ? -1 : 1;
  const special = SPECIAL[text.replace(/^[+-]/, '').toLowerCase()];
  if (special !== undefined) return sign * special;
  const parts = HEXADECIMAL.exec(text);
  if (parts === null) return undefined;
  const [, , whole = '', fraction = '', exponent = ''] = parts;
  if (whole === '' && fraction === '') return undefined;
  const digits = Number(`0x${whole}${fraction}`);
  const value = sign * digits * 2 ** (Number(exponent) - 4 * fraction.length);
  return Number.isFinite(value) ? value : undefined;
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
