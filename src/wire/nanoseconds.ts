import { QuartetError } from '../model/errors.js';

/**
 * A time since 1970 or a length of time in ns, from 0 to 2^63-1, as two 32-bit words: what the formats' other units
 * become without passing through a JS number of 53 bits. Every change throws `invalid_argument` beyond that range.
 */
export class Nanoseconds {
  low = 0;
  high = 0;

  constructor(private readonly what: string) {}

  /** Takes microseconds given as words; negative ones are out of range. */
  fromMicros(low: number, high: number): this {
    this.low = low;
    this.high = high;
    return this.thousandfold();
  }

  /** Takes microseconds given as a number, which must be whole. */
  fromMicrosNumber(micros: number): this {
    if (!Number.isSafeInteger(micros) || micros < 0) throw this.outOfRange();
    return this.fromMicros(micros >>> 0, Math.floor(micros / 4294967296));
  }

  /** Takes seconds given as words and the nanoseconds beyond them. */
  fromSeconds(low: number, high: number, nanos: number): this {
    if (nanos < 0 || nanos > 999_999_999) throw this.outOfRange();
    this.low = low;
    this.high = high;
    this.thousandfold().thousandfold().thousandfold();
    return this.add(nanos, 0);
  }

  add(low: number, high: number): this {
    const sum = this.low + low;
    const carry = sum > 0xffffffff ? 1 : 0;
    this.high += high + carry;
    this.low = sum >>> 0;
    if (this.high > 0x7fffffff) throw this.outOfRange();
    return this;
  }

  private thousandfold(): this {
    const low = this.low * 1000;
    const high = this.high * 1000 + Math.floor(low / 4294967296);
    if (high > 0x7fffffff) throw this.outOfRange();
    this.low = low >>> 0;
    this.high = high;
    return this;
  }

  private outOfRange(): QuartetError {
    return new QuartetError('invalid_argument', `${this.what} is not between 0 and 2^63-1 ns (the year 2262)`);
  }
}
