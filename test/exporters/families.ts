import type { MetricFamily } from '../../src/wire/exposition/metric-family.js';

/** The value of a series whose labels have all of `labels`; undefined where there is none. */
export function valueOfSeries(
  families: readonly MetricFamily[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  for (const family of families) {
    for (const sample of family.samples) {
      if (`${family.name}${sample.suffix ?? ''}` !== name) continue;
      if (Object.entries(labels).every(([label, value]) => sample.labels[label] === value)) return sample.value;
    }
  }
  return undefined;
}

/** The first series of a name. */
export const labelsOfSeries = (families: readonly MetricFamily[], name: string) =>
  families.find((family) => family.name === name)?.samples[0]?.labels;
