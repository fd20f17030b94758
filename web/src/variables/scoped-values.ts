import {
  type DataFrame,
  type DisplayValue,
  type Field,
  formattedValueToString,
  getFieldDisplayName,
  getFrameDisplayName,
  type ScopedVars,
} from '@grafana/data';
import type { Value } from './formats';

/** What a value stands for and how it is shown. */
export interface Resolved {
  readonly value: Value;
  readonly text?: Value;
}

type Path = readonly string[];
type Context = NonNullable<ScopedVars['__dataContext']>['value'];

/**
 * `__field`, `__data`, `__value` and `__series` of data links and field overrides: what they stand for hangs on the field,
 * and where there is one on the row. https://grafana.com/docs/grafana/latest/panels-visualizations/configure-data-links/
 */
const OF_DATA: Readonly<Record<string, (context: Context, path: Path) => Resolved | undefined>> = {
  __field: fieldMacro,
  __data: dataMacro,
  __value: valueMacro,
  __series: ({ frame, frameIndex }, [property]) =>
    property === 'name' ? { value: getFrameDisplayName(frame, frameIndex) } : undefined,
};

/** What `name` with `path` stands for within `scoped`; undefined where it stands for nothing there. */
export function scopedValue(name: string, path: Path, scoped: ScopedVars): Resolved | undefined {
  const macro = OF_DATA[name];
  if (macro !== undefined && scoped.__dataContext !== undefined) return macro(scoped.__dataContext.value, path);
  const found = Object.hasOwn(scoped, name) ? scoped[name] : undefined;
  if (found === undefined || found === null) return undefined;
  const value = asValue(inside(found.value, path));
  if (value === undefined) return undefined;
  return path.length === 0 && found.text !== undefined ? { value, text: asValue(found.text) ?? value } : { value };
}

function fieldMacro({ frame, field, data }: Context, [property, ...rest]: Path): Resolved | undefined {
  if (property === undefined || property === 'name') return { value: field.name };
  if (property === 'displayName') return { value: getFieldDisplayName(field, frame, data) };
  if (property !== 'labels') return undefined;
  const labels = field.labels ?? {};
  if (rest.length > 0) return { value: labels[rest.join('.')] ?? '' };
  return {
    value: Object.entries(labels)
      .map(([name, value]) => `${name}="${value}"`)
      .join(', '),
  };
}

function dataMacro(context: Context, [property, ...rest]: Path): Resolved | undefined {
  const { frame, rowIndex } = context;
  if (property === 'refId') return { value: frame.refId ?? '' };
  if (property === 'name') return { value: frame.name ?? '' };
  if (property !== 'fields') return undefined;
  const [field, aspect] = fieldAt(frame, context.data, rest);
  if (field === undefined) return { value: '' };
  return {
    value:
      rowIndex === undefined ? '' : aspectOf(displayed(field, field.values[rowIndex]), field.values[rowIndex], aspect),
  };
}

/** By name or number; a name may have dots in it, and what is left of the path asks for an aspect of the value. */
function fieldAt(frame: DataFrame, data: DataFrame[], path: Path): readonly [Field | undefined, string | undefined] {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join('.');
    const found =
      frame.fields.find((field) => field.name === name || getFieldDisplayName(field, frame, data) === name) ??
      (/^\d+$/.test(name) ? frame.fields[Number(name)] : undefined);
    if (found !== undefined) return [found, path[length]];
  }
  return [undefined, undefined];
}

function valueMacro(
  { frame, field, rowIndex, calculatedValue }: Context,
  [aspect = 'text']: Path,
): Resolved | undefined {
  if (aspect === 'time') {
    const time = frame.fields.find(({ type }) => type === 'time');
    return { value: rowIndex === undefined ? '' : String(time?.values[rowIndex] ?? '') };
  }
  if (calculatedValue !== undefined) {
    return { value: aspectOf(calculatedValue, calculatedValue.numeric, aspect) };
  }
  if (rowIndex === undefined) return undefined;
  return { value: aspectOf(displayed(field, field.values[rowIndex]), field.values[rowIndex], aspect) };
}

const displayed = (field: Field, value: unknown): DisplayValue | undefined => field.display?.(value);

function aspectOf(display: DisplayValue | undefined, raw: unknown, aspect: string | undefined): string {
  if (aspect === 'numeric') return String(display?.numeric ?? Number(raw));
  if (aspect === 'text') return display === undefined ? String(raw ?? '') : formattedValueToString(display);
  if (aspect === 'calc') return display?.title ?? '';
  return String(raw ?? '');
}

function inside(value: unknown, path: Path): unknown {
  if (path.length === 0 || value === null || typeof value !== 'object') return path.length === 0 ? value : undefined;
  const whole = path.join('.');
  if (Object.hasOwn(value, whole)) return (value as Record<string, unknown>)[whole];
  const [first = '', ...rest] = path;
  return Object.hasOwn(value, first) ? inside((value as Record<string, unknown>)[first], rest) : undefined;
}

function asValue(value: unknown): Value | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
