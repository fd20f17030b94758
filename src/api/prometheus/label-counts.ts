import { type Labels, METRIC_NAME } from '../../model/labels.js';

/** How many series there are in all, by label name and by value. */
export class LabelCounts {
  seriesCount = 0;
  pairCount = 0;
  /** For each label name its values, each with the number of series that have it. */
  readonly byName = new Map<string, Map<string, number>>();

  constructor(series: Iterable<Labels>) {
    for (const labels of series) this.add(labels);
    for (const values of this.byName.values()) this.pairCount += values.size;
  }

  /** The metric names with their numbers of series. */
  get metrics(): ReadonlyMap<string, number> {
    return this.byName.get(METRIC_NAME) ?? new Map();
  }

  private add(labels: Labels): void {
    this.seriesCount++;
    for (let i = 0; i < labels.length; i += 2) {
      let values = this.byName.get(labels[i]!);
      if (values === undefined) {
        values = new Map();
        this.byName.set(labels[i]!, values);
      }
      values.set(labels[i + 1]!, (values.get(labels[i + 1]!) ?? 0) + 1);
    }
  }
}

/** The `limit` largest entries, the largest first, then by name. */
export function largest<T>(
  entries: Iterable<T>,
  limit: number,
  sizeOf: (entry: T) => number,
  nameOf: (entry: T) => string,
): T[] {
  return [...entries].sort((a, b) => sizeOf(b) - sizeOf(a) || (nameOf(a) < nameOf(b) ? -1 : 1)).slice(0, limit);
}
