import type { CallContext, FunctionFamily } from './implementation.js';

/** The larger of two values. Infinity is larger than NaN too, which is larger than all else. */
export function larger(a: number, b: number): number {
  return a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : Math.max(a, b);
}

/** The smaller of two values. Minus infinity is smaller than NaN too, which is smaller than all else. */
export function smaller(a: number, b: number): number {
  return a === Number.NEGATIVE_INFINITY || b === Number.NEGATIVE_INFINITY ? Number.NEGATIVE_INFINITY : Math.min(a, b);
}

/**
 * Of two scalars, step by step. https://prometheus.io/docs/prometheus/latest/querying/functions/#max_of and #min_of
 */
export const EXTREMES_FUNCTIONS: FunctionFamily = {
  max_of: { kind: 'scalar', evaluate: (call) => ofBoth(call, larger) },
  min_of: { kind: 'scalar', evaluate: (call) => ofBoth(call, smaller) },
};

async function ofBoth(call: CallContext, choose: (a: number, b: number) => number): Promise<Float64Array> {
  const [left, right] = await Promise.all([call.scalar(0), call.scalar(1)]);
  return left.map((value, step) => choose(value, right[step]!));
}
