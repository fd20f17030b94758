import { type DataFrame, getFieldDisplayName } from '@grafana/data';
import { rowsOf, transformer } from './frame-operator';

interface Options {
  readonly fields?: readonly string[];
  readonly keepFields?: boolean;
  readonly naming?: { readonly asLabels?: boolean; readonly withNames?: boolean };
}

/** "Partition by values": a frame for each set of values of the fields. */
export const partitionByValues = transformer<Options>(
  'partitionByValues',
  'Partition by values',
  { fields: [], keepFields: false },
  (frames, { fields = [], keepFields = false, naming = {} }) => {
    if (fields.length === 0) return frames;
    return frames.flatMap((frame): DataFrame[] => {
      const keys = frame.fields.filter(
        (field) => fields.includes(field.name) || fields.includes(getFieldDisplayName(field, frame, frames)),
      );
      if (keys.length !== fields.length) return [frame];
      const groups = new Map<string, number[]>();
      for (let row = 0; row < frame.length; row++) {
        const key = JSON.stringify(keys.map(({ values }) => values[row]));
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      return [...groups.values()].map((rows) => {
        const part = rowsOf(
          keepFields ? frame : { ...frame, fields: frame.fields.filter((field) => !keys.includes(field)) },
          rows,
        );
        const own = keys.map(({ name, values }) => [name, String(values[rows[0]!])] as const);
        if (naming.asLabels) {
          const labels = Object.fromEntries(own);
          return {
            ...part,
            fields: part.fields.map((field) => ({ ...field, labels: { ...field.labels, ...labels } })),
          };
        }
        return { ...part, name: own.map(([name, value]) => (naming.withNames ? `${name}=${value}` : value)).join(' ') };
      });
    });
  },
);
