import type { Dashboard, Panel } from '../model/dashboard';
import { isObject } from '../model/json';
import { leafOf } from './operations/layouts';

/** A panel as it is kept between copying and pasting, also into other dashboards. */
export interface CopiedPanel {
  readonly panel: Omit<Panel, 'id'>;
  readonly size: { readonly width: number; readonly height: number };
}

const KEY = 'quartet.copied-panel';

export function copyPanel(dashboard: Dashboard, name: string): void {
  const { id: _, ...panel } = dashboard.panels[name]!;
  const leaf = leafOf(dashboard.layout, name)?.leaf;
  const item = leaf?.kind === 'grid' ? leaf.items.find((one) => one.panel === name) : undefined;
  const size = { width: item?.width ?? 12, height: item?.height ?? 8 };
  localStorage.setItem(KEY, JSON.stringify({ panel, size }));
}

export function copiedPanel(): CopiedPanel | undefined {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isObject(read) && isObject(read.panel) && isObject(read.size) ? (read as unknown as CopiedPanel) : undefined;
  } catch {
    return undefined;
  }
}
