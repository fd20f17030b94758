import { callJson } from '../api/http';
import type { PanelTarget } from '../panels/run-panel';

/** Stands for a dashboard that does not exist yet. */
export const NEW_DASHBOARD = '';

export interface NewPanel {
  readonly title: string;
  readonly datasource: 'prometheus' | 'loki';
  readonly targets: readonly PanelTarget[];
}

interface PlacedPanel {
  readonly id?: number;
  readonly gridPos?: { readonly y?: number; readonly h?: number };
  readonly panels?: readonly PlacedPanel[];
}

interface ClassicDashboard {
  readonly title?: string;
  readonly panels?: readonly PlacedPanel[];
  readonly elements?: unknown;
}

/** Saves the panel at the end of a dashboard and gives the dashboard's path. Throws where it is of schema v2, or read-only. */
export async function saveWithPanel(uid: string, panel: NewPanel): Promise<string> {
  const { dashboard, folderUid } = uid === NEW_DASHBOARD ? fresh(panel) : await stored(uid);
  if (dashboard.elements !== undefined) {
    throw new Error('this dashboard is of the schema v2: add the panel on its own page');
  }
  const { url } = await callJson<{ url: string }>('/api/dashboards/db', {
    body: { dashboard: withPanel(dashboard, panel), folderUid, message: 'panel added from explore', overwrite: false },
  });
  return url;
}

const fresh = ({ title }: NewPanel): { dashboard: ClassicDashboard; folderUid: string } => ({
  dashboard: { title: title || 'From explore', panels: [] },
  folderUid: '',
});

async function stored(uid: string): Promise<{ dashboard: ClassicDashboard; folderUid: string }> {
  const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
  const answer = await callJson<{ dashboard: ClassicDashboard; meta?: { folderUid?: string } }>(path);
  return { dashboard: answer.dashboard, folderUid: answer.meta?.folderUid ?? '' };
}

/** The dashboard's JSON with a graph of the queries below all else. */
export function withPanel(dashboard: ClassicDashboard, { title, datasource, targets }: NewPanel): ClassicDashboard {
  const panels = dashboard.panels ?? [];
  const all = panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  const bottom = Math.max(0, ...all.map(({ gridPos }) => (gridPos?.y ?? 0) + (gridPos?.h ?? 0)));
  const source = { type: datasource, uid: datasource };
  const panel = {
    id: Math.max(0, ...all.map(({ id = 0 }) => id)) + 1,
    type: 'timeseries',
    title,
    datasource: source,
    targets: targets.map((target) => ({ ...target, datasource: source })),
    gridPos: { x: 0, y: bottom, w: 24, h: 9 },
    fieldConfig: { defaults: {}, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi' } },
  };
  return { ...dashboard, panels: [...panels, panel] };
}
