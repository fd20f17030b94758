import { type Labels, labelValue } from '../../../model/labels.js';
import { onlyLabels, withLabel, withoutLabels } from '../../../vector/grouping.js';
import type { BinaryExpression, VectorMatching } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { withoutMetricName } from '../metric-name.js';
import { ARITHMETIC } from './arithmetic.js';

/** The result is another quantity than the operands, so that it does not bear their metric name. */
export const changesMeaning = ({ op, returnBool }: BinaryExpression): boolean =>
  returnBool || Object.hasOwn(ARITHMETIC, op);

/**
 * Labels of what comes of two series that match: those they matched on between one and one, else all of the many side;
 * and those taken over from the one side.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
export class ResultLabels {
  private readonly dropsName: boolean;
  private readonly matched: ReadonlySet<string>;

  constructor(
    node: BinaryExpression,
    private readonly matching: VectorMatching,
    { features }: Evaluation,
  ) {
    // The name that arithmetic makes meaningless goes at once even where other removals are put off.
    const isDelayed = node.returnBool && features.has('promql-delayed-name-removal');
    this.dropsName = changesMeaning(node) && !isDelayed;
    this.matched = new Set(matching.labels);
  }

  of(many: Labels, one: Labels): Labels {
    const { cardinality, on, include } = this.matching;
    let labels = this.dropsName ? withoutMetricName(many) : many;
    if (cardinality === 'one-to-one') {
      labels = on ? onlyLabels(labels, this.matched) : withoutLabels(labels, this.matched);
    }
    for (const name of include) labels = withLabel(labels, name, labelValue(one, name));
    return labels;
  }
}
