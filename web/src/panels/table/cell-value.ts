import {
  type DataFrame,
  type DisplayValue,
  type Field,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  isDataFrame,
  isDataFrameWithValue,
} from '@grafana/data';
import { currentTheme } from '../../theme/theme';

const processors = new WeakMap<Field, NonNullable<Field['display']>>();

/** A value as its field writes it. */
export function displayOf(field: Field, value: unknown): DisplayValue {
  if (field.display !== undefined) return field.display(value);
  const known = processors.get(field);
  if (known !== undefined) return known(value);
  const made = getDisplayProcessor({ field, theme: currentTheme() });
  processors.set(field, made);
  return made(value);
}

/** What stands in the cell of a value, in filters and in exports. */
export function cellText(field: Field, value: unknown): string {
  const plain = plainValue(value);
  if (typeof plain === 'object' && plain !== null) return jsonText(plain);
  return formattedValueToString(displayOf(field, plain));
}

/** The one value of a frame in a cell (of a sparkline): that which it was given, else its last number. */
export function plainValue(value: unknown): unknown {
  if (!isDataFrame(value)) return value;
  if (isDataFrameWithValue(value)) return value.value;
  const { y } = courseOf(value) ?? {};
  return y?.values.findLast((one) => one !== null && one !== undefined) ?? null;
}

/** The fields of a course in a cell: a frame, or an array of numbers. */
export function courseOf(value: unknown): { readonly y: Field; readonly x?: Field } | undefined {
  if (Array.isArray(value) && value.every((one) => typeof one === 'number' || one === null)) {
    return { y: { name: '', type: FieldType.number, config: {}, values: value } };
  }
  if (!isDataFrame(value)) return undefined;
  const { fields } = value as DataFrame;
  const y = fields.find(({ type }) => type === FieldType.number);
  const x = fields.find(({ type }) => type === FieldType.time);
  return y && { y, ...(x && { x }) };
}

export function jsonText(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent) ?? String(value);
  } catch {
    return String(value);
  }
}
