import type { PanelModel } from '@grafana/data';
import type { DashListOptions } from './options';

/** Before Grafana 7 the options stood beside `options` under other names. */
interface OldList {
  readonly starred?: boolean;
  readonly recent?: boolean;
  readonly search?: boolean;
  readonly headings?: boolean;
  readonly limit?: number;
  readonly query?: string;
  readonly tags?: string[];
}

export function migrateDashList(panel: PanelModel): Partial<DashListOptions> {
  const old = panel as unknown as OldList;
  const { folderId: _, ...options } = { ...panel.options } as Partial<DashListOptions> & { folderId?: number };
  return {
    ...(old.starred !== undefined && { showStarred: old.starred }),
    ...(old.recent !== undefined && { showRecentlyViewed: old.recent }),
    ...(old.search !== undefined && { showSearch: old.search }),
    ...(old.headings !== undefined && { showHeadings: old.headings }),
    ...(old.limit !== undefined && { maxItems: old.limit }),
    ...(old.query !== undefined && { query: old.query }),
    ...(old.tags !== undefined && { tags: old.tags }),
    ...options,
  };
}
