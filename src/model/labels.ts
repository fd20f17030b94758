/**
 * A label set: names and values in turn (`[name, value, name, value, …]`), sorted by name in code-unit order, each name
 * once, no empty values. Flat, because millions of them are looked at and few are changed.
 */
export type Labels = readonly string[];

export const METRIC_NAME = '__name__';

/** Sorted, without empty values; of a name that comes twice the last value counts. */
export function labelsFrom(pairs: Iterable<readonly [string, string]>): Labels {
  const byName = new Map<string, string>(pairs);
  const names = [...byName.keys()].filter((name) => byName.get(name) !== '').sort();
  const labels: string[] = [];
  for (const name of names) labels.push(name, byName.get(name)!);
  return labels;
}

export function labelValue(labels: Labels, name: string): string {
  for (let i = 0; i < labels.length; i += 2) if (labels[i] === name) return labels[i + 1]!;
  return '';
}

/** The labels with one set; the empty value takes it away. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  let at = 0;
  while (at < labels.length && labels[at]! < name) at += 2;
  const behind = labels[at] === name ? at + 2 : at;
  return [...labels.slice(0, at), ...(value === '' ? [] : [name, value]), ...labels.slice(behind)];
}

export function labelsToObject(labels: Labels): Record<string, string> {
  const object: Record<string, string> = {};
  for (let i = 0; i < labels.length; i += 2) object[labels[i]!] = labels[i + 1]!;
  return object;
}

/** Orders label sets name by name and value by value, as Prometheus does. */
export function compareLabels(a: Labels, b: Labels): number {
  const count = Math.min(a.length, b.length);
  for (let i = 0; i < count; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  return a.length - b.length;
}
