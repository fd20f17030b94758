import { FieldColorModeId, type FieldConfigSource, type PanelModel, type ThresholdsConfig } from '@grafana/data';

/** A style of columns in tables before Grafana 7. https://grafana.com/docs/grafana/v6.7/features/panels/table_panel/ */
interface OldStyle {
  readonly pattern?: string;
  readonly alias?: string;
  readonly type?: string;
  readonly unit?: string;
  readonly decimals?: number | null;
  readonly dateFormat?: string;
  readonly align?: string;
  readonly colorMode?: 'cell' | 'row' | 'value' | null;
  readonly colors?: readonly string[];
  readonly thresholds?: readonly (string | number)[];
  readonly link?: boolean;
  readonly linkUrl?: string;
  readonly linkTooltip?: string;
  readonly linkTargetBlank?: boolean;
  readonly mappingType?: number;
}

interface Before {
  readonly angular?: {
    readonly styles?: readonly OldStyle[];
    readonly showHeader?: boolean;
    readonly sort?: { readonly col?: unknown; readonly desc?: boolean };
  };
}

type Properties = FieldConfigSource['overrides'][number]['properties'];

/** Options of a panel of another type, as tables have them; styles of columns become overrides. */
export function fromOldTable(
  panel: Pick<PanelModel, 'fieldConfig'>,
  _type: string,
  { angular }: Before,
): Record<string, unknown> {
  const styles = angular?.styles;
  if (styles === undefined) return {};
  const before = panel.fieldConfig;
  panel.fieldConfig = {
    defaults: { ...before.defaults, custom: { align: 'auto', ...before.defaults.custom } },
    overrides: [
      ...styles.map((style) => ({ matcher: matcherOf(style.pattern ?? ''), properties: propertiesOf(style) })),
      ...before.overrides,
    ],
  };
  return { showHeader: angular?.showHeader !== false };
}

/** A pattern between slashes is one, other texts are names. */
const matcherOf = (pattern: string) =>
  /^\/.*\/\w*$/.test(pattern) ? { id: 'byRegexp', options: pattern } : { id: 'byName', options: pattern };

function propertiesOf(style: OldStyle): Properties {
  const { alias, unit, decimals, align, type, dateFormat, link, linkUrl, linkTooltip, linkTargetBlank } = style;
  return [
    ...(alias ? [{ id: 'displayName', value: alias }] : []),
    ...(type === 'date' && dateFormat ? [{ id: 'unit', value: `time:${dateFormat}` }] : []),
    ...(type === 'number' && unit ? [{ id: 'unit', value: unit }] : []),
    ...(type === 'number' && typeof decimals === 'number' ? [{ id: 'decimals', value: decimals }] : []),
    ...(type === 'hidden' ? [{ id: 'custom.hideFrom', value: { viz: true } }] : []),
    ...(align ? [{ id: 'custom.align', value: align }] : []),
    ...(link && linkUrl
      ? [{ id: 'links', value: [{ title: linkTooltip ?? '', url: linkUrl, targetBlank: linkTargetBlank === true }] }]
      : []),
    ...colorsOf(style),
  ];
}

function colorsOf({ colorMode, colors = [], thresholds = [] }: OldStyle): Properties {
  if (!colorMode) return [];
  const values = [Number.NEGATIVE_INFINITY, ...thresholds.map(Number).filter(Number.isFinite)];
  const steps = values.map((value, i) => ({ value, color: colors[i] ?? 'green' }));
  return [
    { id: 'color', value: { mode: FieldColorModeId.Thresholds } },
    { id: 'thresholds', value: { mode: 'absolute', steps } as ThresholdsConfig },
    {
      id: 'custom.cellOptions',
      value:
        colorMode === 'value'
          ? { type: 'color-text' }
          : { type: 'color-background', mode: 'basic', applyToRow: colorMode === 'row' },
    },
  ];
}
