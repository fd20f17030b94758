import {
  type Field,
  type FieldConfig,
  formattedValueToString,
  type GrafanaTheme2,
  getDisplayProcessor,
  getFieldColorModeForField,
} from '@grafana/data';
import type { FieldValue } from './field-values';

interface Step {
  /** On the scale; of the first the least value. */
  readonly from: number;
  readonly to: number;
  readonly color: string;
}

/** The scale that a value lies on. */
export interface ValueScale {
  readonly min: number;
  readonly max: number;
  /** Of any value on it. */
  readonly colorAt: (value: number) => string;
  /** As the field writes values, for the labels of thresholds. */
  readonly textAt: (value: number) => string;
  /** Whether the colours go over into each other. */
  readonly isContinuous: boolean;
  /** The thresholds, cut to the scale. */
  readonly steps: readonly Step[];
}

const MIN = 0;
const MAX = 100;

/** The scale of a value: the limits of its field, or those that its values have. */
export function scaleOf({ field, display, view, colIndex }: FieldValue, theme: GrafanaTheme2): ValueScale {
  return fieldScale(view?.dataFrame.fields[colIndex ?? -1], field, display.color, theme);
}

/** The scale of a field with limits in its configuration; `color` is that of a value where colours do not go by value. */
export function fieldScale(
  source: Field | undefined,
  config: FieldConfig,
  color: string | undefined,
  theme: GrafanaTheme2,
): ValueScale {
  const min = finite(config.min, MIN);
  const max = finite(config.max, MAX);
  // Mappings are of values that are there, not of places on the scale.
  const plain = { ...(source ?? NO_FIELD), config: { ...config, mappings: [], min, max } } as Field;
  const process = getDisplayProcessor({ field: plain, theme });
  const mode = getFieldColorModeForField(plain);
  const fallback = color ?? theme.colors.text.primary;
  return {
    min,
    max,
    colorAt: (value) => (mode.isByValue ? (process(value).color ?? fallback) : fallback),
    textAt: (value) => formattedValueToString(process(value)),
    isContinuous: mode.isContinuous === true,
    steps: stepsOf(config, min, max, theme),
  };
}

const finite = (limit: number | null | undefined, otherwise: number): number =>
  typeof limit === 'number' && Number.isFinite(limit) ? limit : otherwise;

const NO_FIELD = { name: '', type: 'number', values: [] };

function stepsOf({ thresholds }: FieldConfig, min: number, max: number, theme: GrafanaTheme2): Step[] {
  if (thresholds === undefined || !(max > min)) return [];
  const onScale = (value: number | null) => {
    if (value === null || value === Number.NEGATIVE_INFINITY) return min;
    return thresholds.mode === 'percentage' ? min + ((max - min) * value) / 100 : value;
  };
  const starts = thresholds.steps.map(({ value }) => onScale(value));
  return thresholds.steps.flatMap(({ color }, i) => {
    const from = Math.max(min, starts[i]!);
    const to = Math.min(max, starts[i + 1] ?? max);
    return to > from ? [{ from, to, color: theme.visualization.getColorByName(color) }] : [];
  });
}

/** Where a value lies between two limits, 0 to 1; without limits that differ 0. */
export function shareOf(value: number, min: number, max: number): number {
  if (!(max > min) || Number.isNaN(value)) return 0;
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}
