import { FLOAT, GridSeries } from '../../../vector/grid-series.js';
import { Grouping } from '../../../vector/grouping.js';
import type { BinaryExpression, VectorMatching } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { ElementOperator } from './element-operator.js';
import type { MatchGroup } from './match-groups.js';
import { changesMeaning, ResultLabels } from './result-labels.js';

/** An operator between two vectors in terms of its many side and its one side; between one and one, left is many. */
export class VectorMatch {
  readonly signature: Grouping;
  readonly isOneToOne: boolean;
  /** The many side is the right one. */
  readonly isSwapped: boolean;
  readonly steps: number;
  private readonly operator: ElementOperator;
  private readonly labels: ResultLabels;

  constructor(
    private readonly node: BinaryExpression,
    private readonly matching: VectorMatching,
    private readonly evaluation: Evaluation,
  ) {
    this.signature = new Grouping(matching.labels, !matching.on);
    this.isOneToOne = matching.cardinality === 'one-to-one';
    this.isSwapped = matching.cardinality === 'one-to-many';
    this.steps = evaluation.grid.count;
    this.operator = new ElementOperator(node, 'left', evaluation);
    this.labels = new ResultLabels(node, matching, evaluation);
  }

  get isFilled(): boolean {
    return this.matching.fillLeft !== undefined || this.matching.fillRight !== undefined;
  }

  get fillsMany(): boolean {
    return this.fillValue('many') !== undefined;
  }

  /** What stands for a missing series of a group: it has the labels that the group matches on. */
  filler(side: 'many' | 'one', { many, one }: MatchGroup): GridSeries | undefined {
    const value = this.fillValue(side);
    if (value === undefined) return undefined;
    const filler = new GridSeries(this.signature.labelsOf((many[0] ?? one[0]!).labels), this.steps);
    filler.kinds.fill(FLOAT);
    filler.values.fill(value);
    return filler;
  }

  private fillValue(side: 'many' | 'one'): number | undefined {
    const { fillLeft, fillRight } = this.matching;
    return (side === 'many') === this.isSwapped ? fillRight : fillLeft;
  }

  apply(many: GridSeries, one: GridSeries, output: GridSeries): void {
    if (this.isSwapped) this.operator.apply(one, many, output);
    else this.operator.apply(many, one, output);
  }

  applyAt(step: number, many: GridSeries, one: GridSeries, output: GridSeries): boolean {
    if (this.isSwapped) return this.operator.applyAt(step, one, many, output);
    return this.operator.applyAt(step, many, one, output);
  }

  resultLabels(many: GridSeries, one: GridSeries): GridSeries['labels'] {
    return this.labels.of(many.labels, one.labels);
  }

  /** Whether the name of the result goes at the end of the query. */
  dropsName(many: GridSeries): boolean {
    if (this.node.returnBool) return this.evaluation.features.has('promql-delayed-name-removal');
    return many.dropName && !changesMeaning(this.node);
  }
}
