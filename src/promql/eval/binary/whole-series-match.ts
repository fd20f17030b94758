import { labelsKey } from '../../../model/labels-key.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import type { MatchGroup } from './match-groups.js';
import type { VectorMatch } from './vector-match.js';

/**
 * Matches a group whose one side is a single series, writing into the series of the many side. Undefined where two
 * matches could meet at a step.
 */
export function matchWholeSeries({ many, one }: MatchGroup, match: VectorMatch): GridSeries[] | undefined {
  if (match.isFilled || one.length > 1) return undefined;
  const partner = one[0];
  if (partner === undefined || many.length === 0) return [];
  if (many.length > 1 && match.isOneToOne) return undefined;
  const labels = many.map((series) => match.resultLabels(series, partner));
  if (many.length > 1 && new Set(labels.map(labelsKey)).size < many.length) return undefined;
  return many.map((series, i) => {
    const output = series.withLabels(labels[i]!);
    output.dropName = match.dropsName(series);
    match.apply(series, partner, output);
    return output;
  });
}
