import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import type { Panel } from '../model/dashboard';
import { type Json, without } from '../model/json';
import { useOpenDashboard } from './dashboard-context';

/** A panel that is kept in the library, as the API gives it. */
export interface LibraryElement {
  readonly uid: string;
  readonly name: string;
  readonly version: number;
  readonly model: Json;
}

/** What of a panel is the dashboard's own where its content is kept in the library. */
const OF_DASHBOARD = ['id', 'gridPos', 'libraryPanel', 'repeat', 'repeatDirection', 'maxPerRow'];

/** What of a panel the library keeps. */
export const sharedPart = (panel: Json): Json => without(panel, OF_DASHBOARD);

/** The address of a panel of the library. */
export const elementPath = (uid: string): string => `/api/library-elements/${encodeURIComponent(uid)}`;

/** Under which the panel of the library is kept by TanStack Query. */
export const elementKey = (uid: string | undefined) => ['library-panel', uid] as const;

interface LibraryPanel {
  /** With its content; undefined while that is fetched. */
  readonly panel: Panel | undefined;
  /** What the library has; undefined of panels that are not in it. */
  readonly element: LibraryElement | undefined;
  readonly error: Error | null;
}

/** A panel; one of the library with its content, as it was changed here where it was. */
export function useLibraryPanel(panel: Panel): LibraryPanel {
  const { dashboard } = useOpenDashboard();
  const uid = panel.libraryPanel?.uid;
  const { data, error } = useQuery({
    queryKey: elementKey(uid),
    queryFn: ({ signal }) => callJson<{ result: LibraryElement }>(elementPath(uid!), { signal }),
    enabled: uid !== undefined,
  });
  if (uid === undefined) return { panel, element: undefined, error: null };
  if (data === undefined) return { panel: undefined, element: undefined, error };
  const element = data.result;
  const model = sharedPart(dashboard.sharedDrafts?.[uid]?.model ?? element.model);
  const { id, libraryPanel } = panel;
  const own = { id, libraryPanel, type: panel.type, title: element.name };
  return { panel: { ...own, ...model } as Panel, element, error: null };
}
