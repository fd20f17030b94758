import { filteredLabels } from '../../../model/filtered-labels.js';
import type { Labels } from '../../../model/labels.js';
import type { ExtractedFilter, LogAggregation } from '../../interface.js';
import type { LabelSet } from '../labels/label-sets.js';

/** The streams that pass what filters say of them, and the filters that look at each entry. */
export interface FilteredStreams {
  readonly sets: readonly LabelSet[];
  readonly filters: readonly ExtractedFilter[];
}

type Filters = Pick<LogAggregation, 'parser' | 'filters' | 'streamFilters' | 'judgeStream'>;

/**
 * Decides filters on labels that all streams have stream by stream. Undefined where a filter fails on a stream, or looks at
 * labels that only some streams have.
 */
export function filteredStreams(
  sets: readonly LabelSet[],
  { parser, filters, streamFilters, judgeStream }: Filters,
): FilteredStreams | undefined {
  let passed = sets;
  const rest: ExtractedFilter[] = [];
  for (const filter of [...streamFilters, ...filters]) {
    const names = filteredLabels(filter);
    if (passed.every(({ labels }) => names.every((name) => hasLabel(labels, name)))) {
      const verdicts = passed.map(({ labels }) => judgeStream(filter, labels));
      if (verdicts.includes(undefined)) return undefined;
      passed = passed.filter((_, i) => verdicts[i]);
      continue;
    }
    const isOfEntries = passed.every(({ labels }) => names.every((name) => !hasLabel(labels, name)));
    if (!isOfEntries || (parser !== undefined && streamFilters.includes(filter))) return undefined;
    rest.push(filter);
  }
  return { sets: passed, filters: rest };
}

export function hasLabel(labels: Labels, name: string): boolean {
  for (let i = 0; i < labels.length; i += 2) if (labels[i] === name) return true;
  return false;
}
