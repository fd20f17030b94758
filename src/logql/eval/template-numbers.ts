import { parseGoFloat } from '../../lib/go-number.js';
import { readInteger } from '../../lib/gotemplate/number-literal.js';
import { integerOf, type Value } from '../../lib/gotemplate/value.js';

const MAX_INT64 = 2n ** 63n;

/**
 * Any value as a whole number of 64 bits: floats are cut off, texts read in all of Go's notations (`12`, `0x1f`, `007`,
 * `3.00`), and what is no number is 0. https://pkg.go.dev/github.com/spf13/cast#ToInt64
 */
export function toInteger(value: Value): bigint {
  if (typeof value === 'string') {
    const integer = readInteger(value.replace(/\.0*$/, '')) ?? 0n;
    return integer >= MAX_INT64 || integer < -MAX_INT64 ? 0n : integer;
  }
  if (typeof value === 'number') return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : -MAX_INT64;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return integerOf(value) ?? 0n;
}

/** Any value as a float; what is no number is 0. https://pkg.go.dev/github.com/spf13/cast#ToFloat64 */
export function toFloat(value: Value): number {
  if (typeof value === 'string') return parseGoFloat(value) ?? 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Number(integerOf(value) ?? 0n);
}
