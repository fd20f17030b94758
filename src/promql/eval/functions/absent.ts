import { type Labels, labelsFrom, METRIC_NAME } from '../../../model/labels.js';
import { ABSENT, GridSeries } from '../../../vector/grid-series.js';
import type { Expression } from '../../ast.js';
import { withoutParentheses } from '../expressions.js';
import type { CallContext, FunctionFamily, WindowFunction } from './implementation.js';
import { checkExtension } from './range-argument.js';

/**
 * 1 at the steps at which the argument has nothing, and nothing at the others.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#absent
 */
export const ABSENT_FUNCTIONS: FunctionFamily = {
  absent: { kind: 'vector', evaluate: (call) => absent(call, call.batches(0)) },
  absent_over_time: {
    kind: 'vector',
    evaluate(call) {
      checkExtension(call.node);
      return absent(
        call,
        call.windows(0, () => present),
      );
    },
  },
};

/** Windows without a sample are not judged at all. */
const present: WindowFunction = (window, output) => output.setFloat(window.step, 1);

async function absent(call: CallContext, batches: AsyncIterable<readonly GridSeries[]>): Promise<GridSeries[]> {
  const { count } = call.evaluation.grid;
  const gaps = new GridSeries(gapLabels(call.node.args[0]!), count);
  for (let step = 0; step < count; step++) gaps.setFloat(step, 1);
  for await (const batch of batches) {
    for (const { kinds } of batch) {
      for (let step = 0; step < count; step++) if (kinds[step] !== ABSENT) gaps.clear(step);
    }
  }
  return gaps.isEmpty ? [] : [gaps];
}

/** The labels that the argument would have had as far as its selector tells: those with one condition, an equality. */
function gapLabels(argument: Expression): Labels {
  const inner = withoutParentheses(argument);
  const selector = inner.kind === 'matrix-selector' ? inner.selector : inner;
  if (selector.kind !== 'vector-selector') return [];
  const known = new Map<string, string>();
  const equated = new Set<string>();
  for (const { name, op, value } of selector.matchers) {
    if (name === METRIC_NAME) continue;
    if (op === '=' && !equated.has(name)) {
      known.set(name, value);
      equated.add(name);
    } else {
      known.delete(name);
    }
  }
  return labelsFrom(known);
}
