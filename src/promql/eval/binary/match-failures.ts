import { QuartetError } from '../../../model/errors.js';
import { compareLabels } from '../../../model/labels.js';
import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import type { VectorMatching } from '../../ast.js';
import { labelsText } from '../labels-text.js';
import { presence } from './presence.js';
import type { VectorMatch } from './vector-match.js';

const AMBIGUOUS = {
  'one-to-one': 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
  grouped: 'multiple matches for labels: grouping labels must ensure unique matches',
};

/**
 * Where the matching of two vectors fails. Steps are looked at group by group, but the query fails at the first step that
 * does, and there rather for duplicates on the one side than for several matches.
 */
export class MatchFailures {
  private duplicateStep = Infinity;
  private ambiguousStep = Infinity;
  private manyPresent: Uint8Array | undefined;

  constructor(
    private readonly matching: VectorMatching,
    private readonly match: VectorMatch,
  ) {}

  /** Duplicates do no harm at steps at which there is nothing that could match them. */
  expectDuplicates(many: readonly GridSeries[]): void {
    if (!this.match.fillsMany) this.manyPresent = presence(many, this.match.steps);
  }

  /** Two series of the one side have a point at this step. */
  duplicateAt(step: number): void {
    if (this.manyPresent?.[step] !== 0) this.duplicateStep = Math.min(this.duplicateStep, step);
  }

  /** Two matches at this step would give the same series. */
  ambiguousAt(step: number): void {
    this.ambiguousStep = Math.min(this.ambiguousStep, step);
  }

  throwFirst(one: readonly GridSeries[]): void {
    if (this.duplicateStep !== Infinity && this.duplicateStep <= this.ambiguousStep) {
      throw this.duplicates(one, this.duplicateStep);
    }
    if (this.ambiguousStep === Infinity) return;
    const { cardinality } = this.matching;
    throw new QuartetError('execution', AMBIGUOUS[cardinality === 'one-to-one' ? 'one-to-one' : 'grouped']);
  }

  /** Names the first two in the order of labels, so that the text does not depend on the store's order. */
  private duplicates(one: readonly GridSeries[], step: number): QuartetError {
    const present = one
      .filter((series) => series.kinds[step] !== ABSENT)
      .sort((a, b) => compareLabels(a.labels, b.labels));
    const seen = new Map<string, GridSeries>();
    for (const series of present) {
      const key = this.match.signature.keyOf(series.labels);
      const before = seen.get(key);
      if (before !== undefined) return this.duplicate(before, series);
      seen.set(key, series);
    }
    return new QuartetError('internal', 'duplicate series on one side of an operator were not found again');
  }

  private duplicate(first: GridSeries, second: GridSeries): QuartetError {
    const group = labelsText(this.match.signature.labelsOf(first.labels));
    const side = this.matching.cardinality === 'one-to-many' ? 'left' : 'right';
    return new QuartetError(
      'execution',
      `found duplicate series for the match group ${group} on the ${side} hand-side of the operation: [${labelsText(first.labels)}, ${labelsText(second.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
    );
  }
}
