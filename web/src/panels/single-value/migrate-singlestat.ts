import { FieldColorModeId, type FieldConfigSource, type PanelModel, type ThresholdsConfig } from '@grafana/data';
import { rangeMapping, valueMapping } from './old-mappings';

/** The panel "singlestat" that "stat" and "gauge" took the place of. https://grafana.com/docs/grafana/v6.7/features/panels/singlestat/ */
interface Singlestat {
  readonly valueName?: string;
  readonly format?: string;
  readonly decimals?: number | null;
  readonly prefix?: string;
  readonly postfix?: string;
  readonly nullText?: string | null;
  readonly tableColumn?: string;
  readonly thresholds?: string;
  readonly colors?: readonly string[];
  readonly colorBackground?: boolean;
  readonly colorValue?: boolean;
  readonly sparkline?: { readonly show?: boolean; readonly lineColor?: string };
  readonly gauge?: {
    readonly show?: boolean;
    readonly minValue?: number;
    readonly maxValue?: number;
    readonly thresholdLabels?: boolean;
    readonly thresholdMarkers?: boolean;
  };
  readonly mappingType?: number;
  readonly valueMaps?: readonly { readonly value?: unknown; readonly text?: string }[];
  readonly rangeMaps?: readonly { readonly from?: unknown; readonly to?: unknown; readonly text?: string }[];
  readonly links?: readonly unknown[];
}

/** Its calculations by their names now. */
const CALCS: Readonly<Record<string, string>> = {
  avg: 'mean',
  current: 'lastNotNull',
  total: 'sum',
  min: 'min',
  max: 'max',
  first: 'first',
  delta: 'delta',
  diff: 'diff',
  range: 'range',
};

interface Before {
  readonly angular?: Singlestat;
  readonly [option: string]: unknown;
}

/** Panels of other kinds of single values keep what they share. */
const SHARED = ['reduceOptions', 'orientation', 'text'] as const;

/** Options of a panel of another type, as this one has them; its field configuration is changed in place. */
export function fromSinglestat(
  panel: Pick<PanelModel, 'fieldConfig'> & { fieldConfig: FieldConfigSource },
  type: string,
  before: Before,
): Record<string, unknown> {
  const old = before.angular;
  if (old === undefined || !type.includes('singlestat')) {
    return Object.fromEntries(SHARED.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]]])));
  }
  panel.fieldConfig = { defaults: defaultsOf(old), overrides: [] };
  const isOfName = old.valueName === 'name';
  return {
    reduceOptions: {
      values: false,
      calcs: [CALCS[old.valueName ?? 'avg'] ?? 'lastNotNull'],
      fields: old.tableColumn ? `/^${old.tableColumn.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$/` : '',
    },
    orientation: 'horizontal',
    colorMode: old.colorBackground ? 'background' : old.colorValue ? 'value' : 'none',
    graphMode: old.sparkline?.show ? 'area' : 'none',
    justifyMode: 'auto',
    textMode: isOfName ? 'name' : 'auto',
    ...(old.gauge?.show && {
      showThresholdLabels: old.gauge.thresholdLabels ?? false,
      showThresholdMarkers: old.gauge.thresholdMarkers ?? true,
    }),
  };
}

function defaultsOf(old: Singlestat): FieldConfigSource['defaults'] {
  const { format, decimals, nullText, prefix, postfix, gauge } = old;
  const ranges = (old.rangeMaps ?? []).map(({ from, to, text }) => rangeMapping(from, to, text));
  const values = (old.valueMaps ?? []).map(({ value, text }) => valueMapping(value, text));
  const unit = unitOf(format, prefix, postfix);
  return {
    ...(unit !== undefined && { unit }),
    ...(typeof decimals === 'number' && { decimals }),
    ...(nullText && { noValue: nullText }),
    ...(gauge?.show && { min: gauge.minValue ?? 0, max: gauge.maxValue ?? 100 }),
    mappings: old.mappingType === 2 ? ranges : values,
    color: { mode: FieldColorModeId.Thresholds },
    thresholds: thresholdsOf(old),
  };
}

/** A text before or after the value is a unit of its own, where there is no other. */
function unitOf(format: string | undefined, prefix: string | undefined, postfix: string | undefined) {
  if (format !== undefined && format !== 'none') return format;
  if (postfix) return `suffix:${postfix}`;
  return prefix ? `prefix:${prefix}` : format;
}

function thresholdsOf({ thresholds = '', colors = [] }: Singlestat): ThresholdsConfig {
  const values = thresholds
    .split(',')
    .map((text) => Number.parseFloat(text))
    .filter(Number.isFinite);
  const steps = [Number.NEGATIVE_INFINITY, ...values].map((value, i) => ({
    value,
    color: colors[i] ?? colors.at(-1) ?? 'green',
  }));
  return { mode: 'absolute' as ThresholdsConfig['mode'], steps };
}
