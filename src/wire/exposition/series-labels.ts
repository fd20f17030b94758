import { type Labels, labelsFrom, METRIC_NAME } from '../../model/labels.js';

/** What a page says of a series, before empty values are taken away. */
export interface SeriesLabels {
  readonly labels: Labels;
  readonly emptyNames: readonly string[];
}

/** Why these cannot be the labels of a series or an exemplar; undefined where they can. */
export function problemOf(pairs: readonly (readonly [string, string])[]): string | undefined {
  const names = new Set<string>();
  for (const [name] of pairs) {
    if (name === '') return 'a label name is empty';
    if (names.has(name)) return `label name ${JSON.stringify(name)} is not unique`;
    names.add(name);
  }
  return undefined;
}

/** `pairs`: with the metric name among them. */
export function seriesLabels(pairs: readonly (readonly [string, string])[]): SeriesLabels {
  const emptyNames = pairs.filter(([name, value]) => value === '' && name !== METRIC_NAME).map(([name]) => name);
  return { labels: labelsFrom(pairs), emptyNames };
}
