/** Decimal digits of floats as Go's strconv makes them: exact, ties to even. https://pkg.go.dev/strconv#FormatFloat */

/** Behind so many digits every float has only zeros. */
const ALL_DIGITS = 1100;

/** `%e`: one digit, `decimals` digits, an exponent of at least two. The shortest digits without `decimals`. */
export function exponentDigits(value: number, decimals: number | undefined): string {
  if (decimals === undefined) return withExponent(value.toExponential());
  const { digits, exponent } = significantDigits(value, decimals + 1);
  const fraction = digits.slice(1) + '0'.repeat(decimals + 1 - digits.length);
  return withExponent(`${sign(value)}${digits[0]}${fraction === '' ? '' : `.${fraction}`}e${exponent}`);
}

/** `%f`: `decimals` digits behind the point; the shortest digits without. */
export function fixedDigits(value: number, decimals: number | undefined): string {
  if (decimals === undefined) return plain(value.toExponential());
  const kept = Math.min(decimals, ALL_DIGITS);
  const digits = scaled(Math.abs(value), kept)
    .toString()
    .padStart(kept + 1, '0');
  const whole = digits.slice(0, digits.length - kept);
  const fraction = digits.slice(digits.length - kept) + '0'.repeat(decimals - kept);
  return sign(value) + whole + (fraction === '' ? '' : `.${fraction}`);
}

/**
 * `%g`: `precision` significant digits without zeros at the end, the shortest digits without it; with an exponent below 1e-4
 * and from 10^precision on, which is 1e6 for the shortest.
 */
export function generalDigits(value: number, precision: number | undefined, keepZeros = false): string {
  const count = precision === 0 ? 1 : precision;
  const text = count === undefined ? value.toExponential() : exponentDigits(value, count - 1);
  const [mantissa = '', power = '0'] = text.split('e');
  const trimmed = keepZeros || !mantissa.includes('.') ? mantissa : mantissa.replace(/\.?0+$/, '');
  const exponent = Number(power);
  const digits = trimmed.replace(/[-.]/g, '').length;
  const limit = count === undefined ? 6 : count > digits && digits >= exponent + 1 ? digits : count;
  const written = `${trimmed}e${power}`;
  return exponent < -4 || exponent >= limit ? withExponent(written) : plain(written);
}

const sign = (value: number): string => (value < 0 || Object.is(value, -0) ? '-' : '');

function withExponent(text: string): string {
  const [mantissa = '', power = '0'] = text.split('e');
  const exponent = Number(power);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** A number with exponent written without one. */
function plain(text: string): string {
  const [mantissa = '', power = '0'] = text.split('e');
  const minus = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(minus.length).split('.');
  const exponent = Number(power);
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return minus + digits.padEnd(point, '0');
  return `${minus}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The digits of |value|, at most `count` and without those behind which nothing comes, and the power of ten of the first. */
function significantDigits(value: number, count: number): { digits: string; exponent: number } {
  if (value === 0) return { digits: '0'.repeat(Math.min(count, ALL_DIGITS)), exponent: 0 };
  const kept = Math.min(count, ALL_DIGITS);
  const exponent = Number(Math.abs(value).toExponential().split('e')[1]);
  const digits = scaled(Math.abs(value), kept - 1 - exponent).toString();
  return digits.length > kept ? { digits: digits.slice(0, kept), exponent: exponent + 1 } : { digits, exponent };
}

/** `value * 10 ** power` to the nearest whole number, ties to even. */
function scaled(value: number, power: number): bigint {
  const { mantissa, exponent } = binary(value);
  const numerator = mantissa * 10n ** BigInt(Math.max(power, 0)) * 2n ** BigInt(Math.max(exponent, 0));
  const denominator = 10n ** BigInt(Math.max(-power, 0)) * 2n ** BigInt(Math.max(-exponent, 0));
  const quotient = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  const roundsUp = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return roundsUp ? quotient + 1n : quotient;
}

const view = new DataView(new ArrayBuffer(8));

/** `mantissa * 2 ** exponent`. */
function binary(value: number): { mantissa: bigint; exponent: number } {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}
