import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';
import { configOf, type Mapping } from './config-mapping';
import { transformer } from './frame-operator';

interface Options {
  readonly mappings?: readonly Mapping[];
}

/** "Rows to fields": a field for each row, named by one column, its value from another, its configuration from further ones. */
export const rowsToFields = transformer<Options>('rowsToFields', 'Rows to fields', {}, (frames, { mappings = [] }) =>
  frames.map((frame) => turned(frame, mappings, frames)),
);

function turned(frame: DataFrame, mappings: readonly Mapping[], frames: DataFrame[]): DataFrame {
  const named = (key: string) => {
    const name = mappings.find(({ handlerKey }) => handlerKey === key)?.fieldName;
    return frame.fields.find((field) => name !== undefined && getFieldDisplayName(field, frame, frames) === name);
  };
  const names = named('field.name') ?? frame.fields.find(({ type }) => type === FieldType.string);
  const values = named('field.value') ?? frame.fields.find(({ type }) => type === FieldType.number);
  if (names === undefined || values === undefined) return frame;
  const rest = frame.fields.filter((field) => field !== names && field !== values);
  const fields = names.values.map((name, row): Field => {
    const { config, labels } = configOf(rest, row, mappings);
    return {
      name: String(name),
      type: values.type,
      config: { ...values.config, ...config },
      labels,
      values: [values.values[row]],
    };
  });
  return { ...frame, fields, length: fields.length === 0 ? 0 : 1 };
}
