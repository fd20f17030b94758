import type { Dashboard, Panel, SharedDraft } from '../../model/dashboard';
import { isEmpty, type Json } from '../../model/json';
import { differencesOf } from '../../save/differences';
import { type LibraryElement, sharedPart } from '../../view/use-library-panel';
import { changePanel } from './panels';

/** The dashboard with a panel of the library changed; `undefined`: as the library has it. */
function setSharedDraft(dashboard: Dashboard, uid: string, draft: SharedDraft | undefined): Dashboard {
  const { [uid]: _, ...others } = dashboard.sharedDrafts ?? {};
  const drafts = draft === undefined ? others : { ...others, [uid]: draft };
  const { sharedDrafts: __, ...rest } = dashboard;
  return isEmpty(drafts) ? rest : { ...rest, sharedDrafts: drafts };
}

/** The drafts of panels that are still on the dashboard. */
export function usedDrafts({ panels, sharedDrafts = {} }: Dashboard): readonly (readonly [string, SharedDraft])[] {
  const used = new Set(Object.values(panels).map(({ libraryPanel }) => libraryPanel?.uid));
  return Object.entries(sharedDrafts).filter(([uid]) => used.has(uid));
}

/** The panel as the dashboard's own, with what was changed of it here, else with `model` of the library. */
export function unlinked(dashboard: Dashboard, name: string, model: Json): Dashboard {
  const uid = dashboard.panels[name]?.libraryPanel?.uid ?? '';
  const content = dashboard.sharedDrafts?.[uid]?.model ?? model;
  return changePanel(dashboard, name, ({ libraryPanel: _, ...own }) => ({ ...own, ...content }) as Panel);
}

/** A panel changed, wherever its content is kept: `element` is what the library has of it. */
export const changeContent = (
  dashboard: Dashboard,
  name: string,
  element: LibraryElement | undefined,
  change: (panel: Panel) => Panel,
): Dashboard =>
  element === undefined ? changePanel(dashboard, name, change) : changeShared(dashboard, name, element, change);

/** A panel of the library changed, for all panels of the dashboard that show it; it is kept apart until it is saved. */
export function changeShared(
  dashboard: Dashboard,
  name: string,
  element: LibraryElement,
  change: (panel: Panel) => Panel,
): Dashboard {
  const own = dashboard.panels[name];
  const draft = dashboard.sharedDrafts?.[element.uid];
  if (own === undefined) return dashboard;
  const before = { ...own, ...sharedPart(draft?.model ?? element.model) } as Panel;
  const model = sharedPart(change(before));
  const version = draft?.version ?? element.version;
  const isAsStored = differencesOf(sharedPart({ title: own.title, ...element.model }), model).length === 0;
  return setSharedDraft(dashboard, element.uid, isAsStored ? undefined : { name: element.name, version, model });
}
