import { labelsFrom } from '../../../model/labels.js';
import type { LabelMatcher } from '../../../storage/interface.js';
import { ABSENT, GridSeries } from '../../../vector/grid-series.js';

/** 1 at the steps at which no series has a point, under the labels that the selector's equalities name once. */
export function absentSeries(
  matchers: readonly LabelMatcher[],
  present: readonly GridSeries[],
  count: number,
): GridSeries[] {
  const named = new Map<string, string | undefined>();
  for (const { name, op, value } of matchers) named.set(name, op === '=' && !named.has(name) ? value : undefined);
  const pairs = [...named].filter((pair): pair is [string, string] => pair[1] !== undefined);
  const absent = new GridSeries(labelsFrom(pairs), count);
  for (let step = 0; step < count; step++) {
    if (present.every(({ kinds }) => kinds[step] === ABSENT)) absent.setFloat(step, 1);
  }
  return absent.isEmpty ? [] : [absent];
}
