import { labelValue } from '../../../model/labels.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import { mergeSameLabels } from '../same-labels.js';
import type { CallContext, FunctionFamily } from './implementation.js';
import { checkLabelName, setLabel } from './set-label.js';

/**
 * Sets a label to the values of others with a separator between them.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#label_join
 */
export const LABEL_JOIN_FUNCTIONS: FunctionFamily = {
  label_join: { kind: 'vector', evaluate: labelJoin },
};

async function labelJoin(call: CallContext): Promise<GridSeries[]> {
  const destination = call.text(1);
  const separator = call.text(2);
  const sources = call.node.args.slice(3).map((_, i) => call.text(i + 3));
  for (const source of sources) checkLabelName(source, 'source', 'label_join');
  checkLabelName(destination, 'destination', 'label_join');
  const all = await call.vector(0);
  return mergeSameLabels(
    all.map((series) => {
      const values = sources.map((source) => labelValue(series.labels, source));
      return setLabel(series, destination, values.join(separator));
    }),
  );
}
