import { type Labels, labelValue } from '../../../model/labels.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import { mergeSameLabels } from '../same-labels.js';
import type { CallContext, FunctionFamily } from './implementation.js';
import { checkLabelName, LabelSetter, MAX_LABEL_TEXT } from './label-setter.js';

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
  const setter = new LabelSetter(destination, 'label_join');
  const { pace } = call.evaluation;
  const joined: GridSeries[] = [];
  for (const series of await call.vector(0)) {
    joined.push(setter.set(series, join(series.labels, sources, separator)));
    if (pace.isDue) await pace.rest();
  }
  return mergeSameLabels(joined, pace);
}

/** Broken off where it is too long anyway: sources may come many times. */
function join(labels: Labels, sources: readonly string[], separator: string): string {
  let text = '';
  for (const [i, source] of sources.entries()) {
    if (i > 0) text += separator;
    text += labelValue(labels, source);
    if (text.length > MAX_LABEL_TEXT) break;
  }
  return text;
}
