import { changeFloats } from './each-float.js';
import { larger, smaller } from './extremes.js';
import type { FunctionFamily } from './implementation.js';

/**
 * Values held within bounds that may differ from step to step. Where the lower bound is above the upper one, `clamp`
 * gives nothing. https://prometheus.io/docs/prometheus/latest/querying/functions/#clamp
 */
export const CLAMP_FUNCTIONS: FunctionFamily = {
  clamp: {
    kind: 'elements',
    prepare: async (call) => {
      const [lowest, highest] = await Promise.all([call.scalar(1), call.scalar(2)]);
      return (series) =>
        changeFloats(series, (value, step) =>
          highest[step]! < lowest[step]! ? undefined : larger(lowest[step]!, smaller(highest[step]!, value)),
        );
    },
  },
  clamp_max: {
    kind: 'elements',
    prepare: async (call) => {
      const highest = await call.scalar(1);
      return (series) => changeFloats(series, (value, step) => smaller(highest[step]!, value));
    },
  },
  clamp_min: {
    kind: 'elements',
    prepare: async (call) => {
      const lowest = await call.scalar(1);
      return (series) => changeFloats(series, (value, step) => larger(lowest[step]!, value));
    },
  },
};
