/** Bits of a float's fraction, and what its exponents count from. https://pkg.go.dev/strconv#FormatFloat */
const FRACTION_BITS = 52;
const BIAS = 1023;

/** `fraction` is whole: the value is `fraction * 2 ** exponent`. */
interface Parts {
  readonly fraction: bigint;
  readonly exponent: number;
}

function partsOf(value: number): Parts {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const all = bits.getBigUint64(0);
  const fraction = BigInt.asUintN(FRACTION_BITS, all);
  const field = Number(BigInt.asUintN(11, all >> BigInt(FRACTION_BITS)));
  const leading = field === 0 ? 0n : 1n << BigInt(FRACTION_BITS);
  return { fraction: fraction | leading, exponent: Math.max(field, 1) - BIAS - FRACTION_BITS };
}

const signed = (exponent: number): string => `${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;

/** A finite, not negative value as Go's `%b`: `6755399441055744p-52`. */
export function binaryDigits(value: number): string {
  const { fraction, exponent } = partsOf(value);
  return `${fraction}p${signed(exponent)}`;
}

/** A finite, not negative value as Go's `%x`: `0x1.8p+00`, with as many digits as are needed or as `precision` says. */
export function hexadecimalDigits(value: number, precision?: number): string {
  let { fraction, exponent } = partsOf(value);
  if (fraction !== 0n) {
    const missing = FRACTION_BITS + 1 - fraction.toString(2).length;
    fraction <<= BigInt(missing);
    exponent += FRACTION_BITS - missing;
  } else exponent = 0;
  if (precision !== undefined && precision < FRACTION_BITS / 4)
    fraction = rounded(fraction, FRACTION_BITS - 4 * precision);
  if (fraction >> BigInt(FRACTION_BITS + 1) > 0n) {
    fraction >>= 1n;
    exponent++;
  }
  const digits = BigInt.asUintN(FRACTION_BITS, fraction)
    .toString(16)
    .padStart(FRACTION_BITS / 4, '0');
  const shown = precision === undefined ? digits.replace(/0+$/, '') : digits.slice(0, precision).padEnd(precision, '0');
  const power = signed(exponent).replace(/^(.)(.)$/, '$10$2');
  return `0x${fraction >> BigInt(FRACTION_BITS)}${shown === '' ? '' : `.${shown}`}p${power}`;
}

/** Without its last bits, halves to the even side. */
function rounded(fraction: bigint, bits: number): bigint {
  const step = 1n << BigInt(bits);
  const rest = fraction % step;
  const below = fraction - rest;
  const isUp = 2n * rest > step || (2n * rest === step && (below / step) % 2n === 1n);
  return isUp ? below + step : below;
}
