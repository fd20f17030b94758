import { QuartetError } from '../../../model/errors.js';
import { goNumber } from '../../histogram/number-text.js';
import type { FoldContext } from './fold.js';

/** The scalar parameter, one value for each step. */
export function scalarParameter({ node, parameter }: FoldContext): Float64Array {
  if (parameter instanceof Float64Array) return parameter;
  throw new QuartetError('internal', `the parameter of ${node.op} is no scalar`);
}

export function textParameter({ node, parameter }: FoldContext): string {
  if (typeof parameter === 'string') return parameter;
  throw new QuartetError('internal', `the parameter of ${node.op} is no string`);
}

/** Largest of the floats that are 64-bit integers. */
const MAX_INT64 = 2 ** 63 - 1024;

/**
 * How many series of a group each step is to keep: the parameter without its fraction, at least 0. Throws `execution` for
 * what is no integer of 64 bits, unless no step keeps any.
 */
export function countParameter(context: FoldContext): Float64Array {
  const values = scalarParameter(context);
  if (values.every((value) => value < 1)) return new Float64Array(values.length);
  return values.map((value) => {
    if (Number.isNaN(value)) throw new QuartetError('execution', 'Parameter value is NaN');
    if (!(Math.abs(value) <= MAX_INT64)) {
      throw new QuartetError('execution', `Scalar value ${goNumber(value)} overflows int64`);
    }
    return Math.max(0, Math.trunc(value));
  });
}
