import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import type { Panel } from '../model/dashboard';
import { type Json, without } from '../model/json';

interface LibraryElement {
  readonly result: { readonly model: Json; readonly name: string };
}

/** What of a panel is the dashboard's own where its content is kept in the library. */
const OF_DASHBOARD = ['id', 'gridPos', 'libraryPanel', 'repeat', 'repeatDirection', 'maxPerRow'];

/** A panel; one of the library with its content, undefined while that is fetched. */
export function useLibraryPanel(panel: Panel): { panel: Panel | undefined; error: Error | null } {
  const uid = panel.libraryPanel?.uid;
  const { data, error } = useQuery({
    queryKey: ['library-panel', uid],
    queryFn: ({ signal }) => callJson<LibraryElement>(`/api/library-elements/${encodeURIComponent(uid!)}`, { signal }),
    enabled: uid !== undefined,
    select: ({ result }) =>
      ({ ...without(result.model, OF_DASHBOARD), title: result.model.title ?? result.name }) as Partial<Panel>,
  });
  if (uid === undefined) return { panel, error: null };
  if (data === undefined) return { panel: undefined, error };
  return { panel: { ...panel, ...data, type: data.type ?? panel.type, title: data.title ?? panel.title }, error: null };
}
