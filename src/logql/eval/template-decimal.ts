import { TemplateError } from '../../lib/gotemplate/template-error.js';

/** Digits beyond which a result is refused: long chains of factors could otherwise grow without bound. */
const MAX_DIGITS = 5_000;

/** Digits behind the point of a quotient. */
const QUOTIENT_DIGITS = 16;

/**
 * A decimal number: `digits * 10 ** exponent`. The functions on floats calculate with these, so that 0.1 + 0.2 is 0.3.
 * https://grafana.com/docs/loki/latest/query/template_functions/#mathematical-functions
 */
export class Decimal {
  constructor(
    private readonly digits: bigint,
    private readonly exponent: number,
  ) {}

  /** The shortest decimal number that means the float. */
  static of(value: number): Decimal {
    if (!Number.isFinite(value)) {
      throw new TemplateError(
        `Cannot create a Decimal from ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`,
      );
    }
    const [mantissa = '0', power = '0'] = value.toExponential().split('e');
    const fraction = mantissa.split('.')[1] ?? '';
    return new Decimal(BigInt(mantissa.replace('.', '')), Number(power) - fraction.length);
  }

  toFloat(): number {
    return Number(`${this.digits}e${this.exponent}`);
  }

  plus(other: Decimal): Decimal {
    const exponent = Math.min(this.exponent, other.exponent);
    return bounded(this.scaledTo(exponent) + other.scaledTo(exponent), exponent);
  }

  minus(other: Decimal): Decimal {
    return this.plus(new Decimal(-other.digits, other.exponent));
  }

  times(other: Decimal): Decimal {
    return bounded(this.digits * other.digits, this.exponent + other.exponent);
  }

  /** Halves are rounded away from zero. */
  over(other: Decimal): Decimal {
    if (other.digits === 0n) throw new TemplateError('decimal division by 0');
    const shift = this.exponent - other.exponent + QUOTIENT_DIGITS;
    const numerator = magnitude(this.digits) * 10n ** BigInt(Math.max(shift, 0));
    const denominator = magnitude(other.digits) * 10n ** BigInt(Math.max(-shift, 0));
    const quotient = (2n * numerator + denominator) / (2n * denominator);
    return bounded(this.digits < 0n === other.digits < 0n ? quotient : -quotient, -QUOTIENT_DIGITS);
  }

  private scaledTo(exponent: number): bigint {
    return this.digits * 10n ** BigInt(this.exponent - exponent);
  }
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const MAX = 10n ** BigInt(MAX_DIGITS);

function bounded(digits: bigint, exponent: number): Decimal {
  if (magnitude(digits) >= MAX || Math.abs(exponent) > MAX_DIGITS)
    throw new TemplateError('number has too many digits');
  return new Decimal(digits, exponent);
}
