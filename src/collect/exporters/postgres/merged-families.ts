import type { FamilySample, MetricFamily } from '../../../wire/exposition/metric-family.js';

/** Each family once, with the samples of all of its name in their order: a page may not name a family twice. */
export function mergedFamilies(families: readonly MetricFamily[]): MetricFamily[] {
  const byName = new Map<string, MetricFamily & { readonly samples: FamilySample[] }>();
  for (const family of families) {
    const known = byName.get(family.name);
    if (known === undefined) byName.set(family.name, { ...family, samples: [...family.samples] });
    else known.samples.push(...family.samples);
  }
  return [...byName.values()];
}
