import { labelsKey } from '../../../model/labels-key.js';
import { ABSENT, GridSeries } from '../../../vector/grid-series.js';
import type { MatchFailures } from './match-failures.js';
import type { MatchGroup } from './match-groups.js';
import { presence } from './presence.js';
import type { VectorMatch } from './vector-match.js';

/** Matches a group step by step: series come and go, and each finds the partner that is there at the time. */
export function matchStepwise(group: MatchGroup, match: VectorMatch, failures: MatchFailures): GridSeries[] {
  const { many, one } = group;
  const partners = partnersByStep(one, match.steps, failures);
  const outputs = new Outputs(match);
  const taken = new Uint8Array(match.steps);
  const fillOne = match.filler('one', group);
  for (const series of many) {
    for (let step = 0; step < match.steps; step++) {
      const partner = partners[step] ?? fillOne;
      if (series.kinds[step] === ABSENT || partner === undefined) continue;
      const output = outputs.of(series, partner);
      const isOccupied = match.isOneToOne ? taken[step] === 1 : output.kinds[step] !== ABSENT;
      if (!match.applyAt(step, series, partner, output)) continue;
      if (isOccupied) failures.ambiguousAt(step);
      taken[step] = 1;
    }
  }
  const fillMany = match.filler('many', group);
  if (fillMany !== undefined) {
    const present = presence(many, match.steps);
    for (let step = 0; step < match.steps; step++) {
      const partner = partners[step];
      if (partner === undefined || present[step] === 1) continue;
      match.applyAt(step, fillMany, partner, outputs.of(fillMany, partner));
    }
  }
  return outputs.all;
}

/** The series of the one side that is there at each step. */
function partnersByStep(
  one: readonly GridSeries[],
  steps: number,
  failures: MatchFailures,
): (GridSeries | undefined)[] {
  const partners = new Array<GridSeries | undefined>(steps).fill(undefined);
  for (const series of one) {
    for (let step = 0; step < steps; step++) {
      if (series.kinds[step] === ABSENT) continue;
      if (partners[step] !== undefined) failures.duplicateAt(step);
      else partners[step] = series;
    }
  }
  return partners;
}

/** The results of a group; matches that give the same labels are one series. */
class Outputs {
  private readonly byLabels = new Map<string, GridSeries>();
  private last: { readonly many: GridSeries; readonly one: GridSeries; readonly output: GridSeries } | undefined;

  constructor(private readonly match: VectorMatch) {}

  of(many: GridSeries, one: GridSeries): GridSeries {
    if (this.last?.many === many && this.last.one === one) return this.last.output;
    const labels = this.match.resultLabels(many, one);
    const key = labelsKey(labels);
    let output = this.byLabels.get(key);
    if (output === undefined) {
      output = new GridSeries(labels, this.match.steps);
      output.dropName = this.match.dropsName(many);
      this.byLabels.set(key, output);
    }
    this.last = { many, one, output };
    return output;
  }

  get all(): GridSeries[] {
    return [...this.byLabels.values()];
  }
}
