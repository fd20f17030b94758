import { type Field, type FieldConfig, type Labels, ReducerID, reduceField, ThresholdsMode } from '@grafana/data';

/** What a column is for: its values become a field's name, value, label or configuration. */
export interface Mapping {
  readonly fieldName: string;
  readonly handlerKey: string | null;
  readonly reducerId?: string;
}

type Handler = (config: FieldConfig, value: unknown) => FieldConfig;

const numberAs =
  (key: 'min' | 'max' | 'decimals'): Handler =>
  (config, value) =>
    Number.isFinite(Number(value)) && value !== '' && value !== null ? { ...config, [key]: Number(value) } : config;
const textAs =
  (key: 'displayName' | 'unit' | 'noValue' | 'description'): Handler =>
  (config, value) =>
    value === null || value === undefined ? config : { ...config, [key]: String(value) };

/** What a column can configure, by the keys that dashboards have. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  min: numberAs('min'),
  max: numberAs('max'),
  decimals: numberAs('decimals'),
  displayName: textAs('displayName'),
  unit: textAs('unit'),
  noValue: textAs('noValue'),
  description: textAs('description'),
  color: (config, value) => ({ ...config, color: { mode: 'fixed', fixedColor: String(value) } }),
  threshold1: (config, value) => {
    const steps = config.thresholds?.steps ?? [{ value: Number.NEGATIVE_INFINITY, color: 'green' }];
    return {
      ...config,
      thresholds: { mode: ThresholdsMode.Absolute, steps: [...steps, { value: Number(value), color: 'red' }] },
    };
  },
};

/** Columns whose name is that of a handler need no mapping. */
const keyOf = (field: Field, mappings: readonly Mapping[]): string | null | undefined => {
  const mapped = mappings.find(({ fieldName }) => fieldName === field.name);
  return mapped === undefined ? (Object.hasOwn(HANDLERS, field.name) ? field.name : undefined) : mapped.handlerKey;
};

/** What the columns say of the field of one row; those without a meaning are labels. */
export function configOf(
  columns: readonly Field[],
  row: number,
  mappings: readonly Mapping[],
): { config: FieldConfig; labels: Labels } {
  let config: FieldConfig = {};
  const labels: Labels = {};
  for (const column of columns) {
    const key = keyOf(column, mappings);
    if (key === '__ignore' || key === null) continue;
    const value: unknown = column.values[row];
    const handler = key === undefined ? undefined : HANDLERS[key];
    if (handler === undefined) labels[column.name] = String(value);
    else config = handler(config, value);
  }
  return { config, labels };
}

/** What the columns say as a whole, each reduced to one value. */
export function reducedConfig(columns: readonly Field[], mappings: readonly Mapping[]): FieldConfig {
  return columns.reduce<FieldConfig>((config, column) => {
    const key = keyOf(column, mappings);
    const handler = typeof key === 'string' ? HANDLERS[key] : undefined;
    if (handler === undefined) return config;
    const reducer = mappings.find(({ fieldName }) => fieldName === column.name)?.reducerId ?? ReducerID.lastNotNull;
    return handler(config, reduceField({ field: column, reducers: [reducer] })[reducer]);
  }, {});
}
