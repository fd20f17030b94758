import { ofEachFloat } from './each-float.js';
import type { FunctionFamily } from './implementation.js';

/** Angles are radians. https://prometheus.io/docs/prometheus/latest/querying/functions/#trigonometric-functions */
export const TRIGONOMETRY_FUNCTIONS: FunctionFamily = {
  acos: ofEachFloat(Math.acos),
  acosh: ofEachFloat(Math.acosh),
  asin: ofEachFloat(Math.asin),
  asinh: ofEachFloat(Math.asinh),
  atan: ofEachFloat(Math.atan),
  atanh: ofEachFloat(Math.atanh),
  cos: ofEachFloat(Math.cos),
  cosh: ofEachFloat(Math.cosh),
  sin: ofEachFloat(Math.sin),
  sinh: ofEachFloat(Math.sinh),
  tan: ofEachFloat(Math.tan),
  tanh: ofEachFloat(Math.tanh),
  // The product first: of values near the ends of the range of doubles the other order gives another answer.
  deg: ofEachFloat((value) => (value * 180) / Math.PI),
  rad: ofEachFloat((value) => (value * Math.PI) / 180),
  pi: {
    kind: 'scalar',
    evaluate: async ({ evaluation }) => new Float64Array(evaluation.grid.count).fill(Math.PI),
  },
};
