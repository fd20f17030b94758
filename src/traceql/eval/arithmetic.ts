import { QuartetError } from '../../model/errors.js';
import type { Integer, Static } from '../../model/static.js';
import type { ArithmeticOperator } from '../ast.js';
import { isNumeric, type Numeric } from './compare-statics.js';

const NIL: Static = { type: 'nil' };

/**
 * `left op right` of numbers; nil where one of them is none. Two integers give an integer (division truncates, overflow
 * wraps), with a duration a duration, else a float. Throws `internal` for a division of an integer by zero.
 * https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#arithmetic
 */
export function calculate(op: ArithmeticOperator, left: Static, right: Static): Static {
  if (!isNumeric(left) || !isNumeric(right)) return NIL;
  if (left.type === 'float' || right.type === 'float') {
    const value = floats[op](Number(left.value), Number(right.value));
    return left.type === 'duration' || right.type === 'duration'
      ? { type: 'duration', value: whole(value) }
      : { type: 'float', value };
  }
  const value = integers(op, left, right);
  return { type: left.type === 'int' && right.type === 'int' ? 'int' : 'duration', value };
}

const floats: Record<ArithmeticOperator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

function integers(op: ArithmeticOperator, left: Numeric, right: Numeric): Integer {
  if ((op === '/' || op === '%') && Number(right.value) === 0) {
    throw new QuartetError('internal', 'runtime error: integer divide by zero');
  }
  if (op === '^') return whole(Number(left.value) ** Number(right.value));
  if (typeof left.value === 'number' && typeof right.value === 'number') {
    const value = Math.trunc(floats[op](left.value, right.value));
    if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  }
  return narrow(exact[op](BigInt(left.value), BigInt(right.value)));
}

const exact: Record<Exclude<ArithmeticOperator, '^'>, (a: bigint, b: bigint) => bigint> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

/** An int64, as a number where one can hold it. */
export function narrow(value: bigint): Integer {
  const wrapped = BigInt.asIntN(64, value);
  const number = Number(wrapped);
  return Number.isSafeInteger(number) ? number : wrapped;
}

const MAX_INT64 = 2n ** 63n - 1n;

function whole(value: number): Integer {
  const truncated = Math.trunc(value);
  if (Number.isSafeInteger(truncated)) return truncated === 0 ? 0 : truncated;
  if (Number.isNaN(truncated)) return 0;
  if (truncated >= 2 ** 63) return MAX_INT64;
  return truncated < -(2 ** 63) ? -MAX_INT64 - 1n : narrow(BigInt(truncated));
}

export function negate(value: Static): Static {
  return isNumeric(value) && value.type === 'float'
    ? { type: 'float', value: -value.value }
    : calculate('-', { type: 'int', value: 0 }, value);
}
