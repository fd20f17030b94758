import type { Item, Labels } from './item.js';

/** Two items that are calculated with each other, and the labels of what comes out. */
export interface Pair {
  readonly left: Item;
  readonly right: Item;
  readonly labels: Labels;
}

/** The name of a metric does not stand between items: `$A / $B` of two metrics is what people ask for. */
const METRIC_NAME = '__name__';

/**
 * Items whose labels are the same, or those of one are among the other's; two single items go together whatever they are
 * called. In the order of the left ones, then of the right ones.
 */
export function pairsOf(left: readonly Item[], right: readonly Item[]): readonly Pair[] {
  const groups = [...groupedByNames(right)];
  const pairs = left.flatMap((one) => {
    const names = namesOf(one.labels);
    const found = groups.flatMap(([, group]) => group.matching(names, one.labels));
    return found.sort((a, b) => a - b).map((at): Pair => pairOf(one, right[at]!));
  });
  const isSingle = left.length === 1 && right.length === 1;
  return pairs.length === 0 && isSingle ? [{ left: left[0]!, right: right[0]!, labels: left[0]!.labels }] : pairs;
}

function pairOf(left: Item, right: Item): Pair {
  const isLeftLarger = namesOf(left.labels).length >= namesOf(right.labels).length;
  const { [METRIC_NAME]: name, ...labels } = isLeftLarger ? left.labels : right.labels;
  const [one, other] = [left.labels[METRIC_NAME], right.labels[METRIC_NAME]];
  const isOneMetric = name !== undefined && (one === undefined || other === undefined || one === other);
  return { left, right, labels: isOneMetric ? { [METRIC_NAME]: name, ...labels } : labels };
}

const namesOf = (labels: Labels): readonly string[] =>
  Object.keys(labels)
    .filter((name) => name !== METRIC_NAME)
    .sort();

const keyOf = (labels: Labels, names: readonly string[]): string => JSON.stringify(names.map((name) => labels[name]));

/** Items that have the same names of labels, found by values of some of them. */
class Group {
  private readonly byNames = new Map<string, Map<string, number[]>>();

  constructor(
    private readonly names: readonly string[],
    private readonly items: readonly (readonly [at: number, labels: Labels])[],
  ) {}

  /** Places of the items that go with these labels. */
  matching(names: readonly string[], labels: Labels): readonly number[] {
    const [small, large] = names.length <= this.names.length ? [names, this.names] : [this.names, names];
    if (!small.every((name) => large.includes(name))) return [];
    return this.indexOf(small).get(keyOf(labels, small)) ?? [];
  }

  private indexOf(names: readonly string[]): Map<string, number[]> {
    const id = JSON.stringify(names);
    const known = this.byNames.get(id);
    if (known !== undefined) return known;
    const index = new Map<string, number[]>();
    for (const [at, labels] of this.items) {
      const key = keyOf(labels, names);
      const places = index.get(key);
      if (places === undefined) index.set(key, [at]);
      else places.push(at);
    }
    this.byNames.set(id, index);
    return index;
  }
}

function groupedByNames(items: readonly Item[]): ReadonlyMap<string, Group> {
  const found = new Map<string, (readonly [number, Labels])[]>();
  for (const [at, { labels }] of items.entries()) {
    const id = JSON.stringify(namesOf(labels));
    const group = found.get(id);
    if (group === undefined) found.set(id, [[at, labels]]);
    else group.push([at, labels]);
  }
  return new Map([...found].map(([id, group]) => [id, new Group(JSON.parse(id), group)]));
}
