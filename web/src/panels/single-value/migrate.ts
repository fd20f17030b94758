import type { FieldConfigSource, PanelModel, ThresholdsConfig, ValueMapping } from '@grafana/data';
import { migratedMappings } from './old-mappings';

interface OldField {
  readonly title?: string;
  readonly [option: string]: unknown;
}

/** What single values had before field configurations (Grafana 6). */
interface OldOptions {
  readonly fieldOptions?: {
    readonly values?: boolean;
    readonly limit?: number;
    readonly calcs?: string[];
    readonly defaults?: OldField;
    readonly override?: OldField;
    readonly overrides?: FieldConfigSource['overrides'];
    readonly mappings?: unknown[];
    readonly thresholds?: { index?: number; value: number | null; color: string }[];
  };
  readonly displayMode?: string;
  [option: string]: unknown;
}

/** Brings the options of panels before Grafana 7 over: `fieldOptions` become the field configuration and `reduceOptions`. */
export function migrateSingleValue(panel: PanelModel): Record<string, unknown> {
  const { fieldOptions, ...options } = (panel.options ?? {}) as OldOptions;
  if (fieldOptions === undefined) return options;
  const { values = false, limit, calcs = ['mean'], overrides = [], mappings, thresholds } = fieldOptions;
  const { title, ...defaults } = { ...fieldOptions.override, ...fieldOptions.defaults };
  const before = panel.fieldConfig ?? { defaults: {}, overrides: [] };
  panel.fieldConfig = {
    defaults: {
      ...defaults,
      ...(title !== undefined && { displayName: title }),
      ...(thresholds !== undefined && { thresholds: stepsOf(thresholds) }),
      ...(mappings !== undefined && { mappings: migratedMappings(mappings) }),
      ...before.defaults,
    },
    overrides: [...overrides, ...before.overrides],
  };
  if (panel.fieldConfig.defaults.mappings !== undefined) {
    panel.fieldConfig.defaults.mappings = migratedMappings(panel.fieldConfig.defaults.mappings) as ValueMapping[];
  }
  return { ...options, reduceOptions: { values, calcs, ...(limit !== undefined && { limit }) } };
}

const stepsOf = (steps: readonly { value: number | null; color: string }[]): ThresholdsConfig => ({
  mode: 'absolute' as ThresholdsConfig['mode'],
  steps: steps.map(({ value, color }, i) => ({ color, value: i === 0 ? Number.NEGATIVE_INFINITY : (value ?? 0) })),
});
