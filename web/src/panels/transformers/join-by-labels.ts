import { type DataFrame, FieldType, type Labels } from '@grafana/data';
import { transformer } from './frame-operator';

interface Options {
  /** The label whose values become the names of fields. */
  readonly value?: string;
  /** The labels that tell rows apart; without them all others. */
  readonly join?: readonly string[];
}

/** "Join by labels": a row for each set of labels, a field for each value of one label. */
export const joinByLabels = transformer<Options>(
  'joinByLabels',
  'Join by labels',
  {},
  (frames, { value = '', join }) => {
    const samples = frames.flatMap(({ fields }) =>
      fields
        .filter(({ type, labels }) => type === FieldType.number && labels?.[value] !== undefined)
        .map(({ labels = {}, values }) => ({ labels, last: values.at(-1) ?? null })),
    );
    if (samples.length === 0) throw new Error(`no series has the label "${value}" to join by`);
    const names =
      join ?? [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))].filter((name) => name !== value);
    const keyOf = (labels: Labels) => JSON.stringify(names.map((name) => labels[name] ?? ''));
    const rows = [...new Map(samples.map(({ labels }) => [keyOf(labels), labels]))];
    const at = new Map(rows.map(([key], index) => [key, index]));
    const columns = new Map<string, unknown[]>();
    for (const { labels, last } of samples) {
      const name = labels[value]!;
      const column = columns.get(name) ?? new Array<unknown>(rows.length).fill(null);
      column[at.get(keyOf(labels))!] = last;
      columns.set(name, column);
    }
    const joined: DataFrame = {
      fields: [
        ...names.map((name) => ({
          name,
          type: FieldType.string,
          config: {},
          values: rows.map(([, labels]) => labels[name] ?? ''),
        })),
        ...[...columns].map(([name, values]) => ({ name, type: FieldType.number, config: {}, values })),
      ],
      length: rows.length,
    };
    return [joined];
  },
);
