import type { FieldConfigSource, PanelModel } from '@grafana/data';
import type { CellOptions } from './options';

/** Cells before Grafana 9.4 were named by one word. */
const OLD_MODES: Readonly<Record<string, CellOptions>> = {
  'color-background': { type: 'color-background', mode: 'gradient' },
  'color-background-solid': { type: 'color-background', mode: 'basic' },
  basic: { type: 'gauge', mode: 'basic' },
  'gradient-gauge': { type: 'gauge', mode: 'gradient' },
  'lcd-gauge': { type: 'gauge', mode: 'lcd' },
};

/** `custom.displayMode` as `custom.cellOptions`. */
const cellOptionsOf = (mode: string): CellOptions => OLD_MODES[mode] ?? { type: mode as CellOptions['type'] };

type Custom = Record<string, unknown>;

/** The footer before it was an option of fields (Grafana 12). */
interface OldFooter {
  readonly show?: boolean;
  readonly reducer?: readonly string[];
  readonly fields?: string | readonly string[];
  readonly countRows?: boolean;
  readonly enablePagination?: boolean;
}

/** Options of old tables; its field configuration is changed in place. */
export function migrateTable(panel: PanelModel): Record<string, unknown> {
  const { footer, ...options } = (panel.options ?? {}) as Record<string, unknown> & { footer?: OldFooter };
  const config: FieldConfigSource = panel.fieldConfig ?? { defaults: {}, overrides: [] };
  const overrides = config.overrides.map((override) => ({
    ...override,
    properties: override.properties.map(({ id, value }) => property(id, value)),
  }));
  const added = footerOverrides(footer);
  panel.fieldConfig = {
    defaults: { ...config.defaults, ...(config.defaults.custom && { custom: custom(config.defaults.custom) }) },
    overrides: [...added, ...overrides],
  };
  const isPaged = options.enablePagination ?? footer?.enablePagination;
  return { ...options, ...(isPaged !== undefined && { enablePagination: isPaged }) };
}

function custom({ displayMode, hidden, ...rest }: Custom): Custom {
  const { cellOptions } = rest as { cellOptions?: CellOptions & { wrapText?: boolean } };
  return {
    ...rest,
    ...(typeof displayMode === 'string' && cellOptions === undefined && { cellOptions: cellOptionsOf(displayMode) }),
    ...(hidden === true && { hideFrom: { viz: true } }),
    ...(cellOptions?.wrapText !== undefined && rest.wrapText === undefined && { wrapText: cellOptions.wrapText }),
  };
}

function property(id: string, value: unknown) {
  if (id === 'custom.displayMode') return { id: 'custom.cellOptions', value: cellOptionsOf(String(value)) };
  if (id === 'custom.hidden') return { id: 'custom.hideFrom', value: { viz: value === true } };
  return { id, value };
}

/** The old footer calculated the numbers of all or of some fields; counting rows it stood in the first column. */
function footerOverrides(footer: OldFooter | undefined): FieldConfigSource['overrides'] {
  const [reducer] = footer?.reducer ?? [];
  if (footer?.show !== true || reducer === undefined) return [];
  const properties = [{ id: 'custom.footer.reducers', value: footer.countRows ? ['countAll'] : [reducer] }];
  const names = footer.fields === undefined || footer.fields === '' ? [] : ([] as string[]).concat(footer.fields);
  if (names.length === 0) return [{ matcher: { id: 'byType', options: 'number' }, properties }];
  return names.map((options) => ({ matcher: { id: 'byName', options }, properties }));
}
