import { type DataFrame, FieldType, type Labels } from '@grafana/data';

/** The `legendFormat` of our own charts, which know nothing of their series' labels: those in which the series differ. */
export const DIFFERENCES = '__differences';

/**
 * Series named by the labels that not all of them have alike: the value of the only one, else `a=1, b=2`. A series alone is
 * named by its labels without the metric; what has none keeps its name.
 */
export function namedByDifferences(frames: readonly DataFrame[]): DataFrame[] {
  const all = frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => (labels === undefined ? [] : [labels])));
  const kept = namesOfDifferences(all);
  return frames.map((frame) => {
    const labels = frame.fields.find(({ type }) => type === FieldType.number)?.labels ?? {};
    const name = textOf(Object.entries(labels).filter(([label]) => kept.has(label)));
    if (name === '') return frame;
    const fields = frame.fields.map((field) =>
      field.type === FieldType.number ? { ...field, config: { ...field.config, displayNameFromDS: name } } : field,
    );
    return { ...frame, name, fields };
  });
}

function namesOfDifferences(all: readonly Labels[]): ReadonlySet<string> {
  const names = new Set(all.flatMap((labels) => Object.keys(labels)));
  const [first = {}] = all;
  const differing = [...names].filter((name) => all.some((labels) => labels[name] !== first[name]));
  return new Set(all.length > 1 ? differing : [...names].filter((name) => name !== '__name__'));
}

function textOf(labels: readonly (readonly [string, string])[]): string {
  const [only, another] = labels;
  if (only !== undefined && another === undefined) return only[1];
  return labels.map((pair) => pair.join('=')).join(', ');
}
