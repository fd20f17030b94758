import { changeFloats } from './each-float.js';
import type { FunctionFamily } from './implementation.js';

/**
 * To the nearest multiple of the second argument, 1 unless given; ties go up.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#round
 */
export const ROUND_FUNCTIONS: FunctionFamily = {
  round: {
    kind: 'elements',
    prepare: async (call) => {
      const multiples = call.node.args.length > 1 ? await call.scalar(1) : undefined;
      return (series) =>
        changeFloats(series, (value, step) => {
          // Multiplying by the inverse keeps 0.1 and its like exact where dividing by them would not.
          const inverse = 1 / (multiples?.[step] ?? 1);
          return Math.floor(value * inverse + 0.5) / inverse;
        });
    },
  },
};
