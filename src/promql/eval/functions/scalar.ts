import { FLOAT, GridSeries } from '../../../vector/grid-series.js';
import type { CallContext, FunctionFamily } from './implementation.js';

/**
 * Between scalars and vectors. https://prometheus.io/docs/prometheus/latest/querying/functions/#scalar and #vector
 */
export const SCALAR_FUNCTIONS: FunctionFamily = {
  scalar: { kind: 'scalar', evaluate: onlyFloats },
  vector: { kind: 'vector', evaluate: async (call) => [unlabelledSeries(await call.scalar(0))] },
};

/** The one float of each step; NaN where there is none or more than one. Histograms do not count. */
async function onlyFloats(call: CallContext): Promise<Float64Array> {
  const { count } = call.evaluation.grid;
  const only = new Float64Array(count).fill(Number.NaN);
  const isTaken = new Uint8Array(count);
  for await (const batch of call.batches(0)) {
    for (const { kinds, values } of batch) {
      for (let step = 0; step < count; step++) {
        if (kinds[step] !== FLOAT) continue;
        only[step] = isTaken[step] === 1 ? Number.NaN : values[step]!;
        isTaken[step] = 1;
      }
    }
  }
  return only;
}

/** A scalar as a series without labels. */
export function unlabelledSeries(values: Float64Array): GridSeries {
  const series = new GridSeries([], values.length);
  for (const [step, value] of values.entries()) series.setFloat(step, value);
  return series;
}
