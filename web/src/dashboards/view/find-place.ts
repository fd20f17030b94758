import type { ScopedVars } from '@grafana/data';
import type { Layout } from '../model/layout';
import { placesOf } from './grid-places';
import { clonesOf, type RepeatValues } from './repeats';

/** A panel somewhere in a dashboard, by the key that stands in URLs. */
export interface FoundPanel {
  readonly key: string;
  readonly panel: string;
  readonly scopedVars: ScopedVars;
}

/** All panels of a layout with their copies, in the order in which they stand. */
export function foundPanels(
  layout: Layout,
  values: RepeatValues,
  scopedVars: ScopedVars = {},
  suffix = '',
): FoundPanel[] {
  if (layout.kind === 'grid') {
    return placesOf(layout.items, values).map(({ key, panel, clone }) => ({
      key: `${key}${suffix}`,
      panel,
      scopedVars: { ...scopedVars, ...clone?.scopedVars },
    }));
  }
  if (layout.kind === 'auto-grid') {
    return layout.items.flatMap(({ panel, repeat }) =>
      (clonesOf(repeat, values) ?? [undefined]).map((clone) => ({
        key: `${panel}${clone?.suffix ?? ''}${suffix}`,
        panel,
        scopedVars: { ...scopedVars, ...clone?.scopedVars },
      })),
    );
  }
  const parts = layout.kind === 'rows' ? layout.rows : layout.tabs;
  return parts.flatMap(({ repeat, layout: inside }) =>
    (clonesOf(repeat, values) ?? [undefined]).flatMap((clone) =>
      foundPanels(inside, values, { ...scopedVars, ...clone?.scopedVars }, `${rowSuffix(clone?.suffix)}${suffix}`),
    ),
  );
}

/** Of panels in the copy of a row: `-row-2`. */
export const rowSuffix = (suffix = ''): string => suffix.replace('-clone-', '-row-');

/** The panel that `text` of a URL means: its key, or the number that Grafana gives it. */
export function findPanel(found: readonly FoundPanel[], text: string): FoundPanel | undefined {
  const name = /^\d+$/.test(text) ? `panel-${text}` : text;
  return found.find(({ key }) => key === name) ?? found.find(({ panel }) => panel === name);
}
