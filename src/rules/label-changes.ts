import { QuartetError } from '../model/errors.js';
import { type Labels, labelsFrom } from '../model/labels.js';
import { labelsKey } from '../model/labels-key.js';

/** The labels with others in the place of, or beside, its own; an empty one takes a label away. */
export function labelsWith(labels: Labels, others: Iterable<readonly [string, string]>): Labels {
  const all = pairsOf(labels);
  for (const [name, value] of others) all.push([name, value]);
  return labelsFrom(all);
}

export function pairsOf(labels: Labels): (readonly [name: string, value: string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let i = 0; i < labels.length; i += 2) pairs.push([labels[i]!, labels[i + 1]!]);
  return pairs;
}

/** Throws where two of `found` have the same labels, once those of a rule are applied. */
export function refuseTwins(found: readonly { readonly labels: Labels }[], kind: 'alert' | 'rule'): void {
  const seen = new Set<string>();
  for (const { labels } of found) {
    const key = labelsKey(labels);
    if (seen.has(key)) {
      throw new QuartetError(
        'execution',
        `vector contains metrics with the same labelset after applying ${kind} labels: ${JSON.stringify(Object.fromEntries(pairsOf(labels)))}`,
      );
    }
    seen.add(key);
  }
}
