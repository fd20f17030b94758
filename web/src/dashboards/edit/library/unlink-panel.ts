import { callJson } from '../../../api/http';
import { tell } from '../../../controls/toast';
import type { Panel } from '../../model/dashboard';
import { type Json, without } from '../../model/json';
import type { Editing } from '../editing-context';
import { changePanel } from '../operations/panels';

/** What of a shared panel is the dashboard's own. */
const OF_DASHBOARD = ['id', 'gridPos', 'libraryPanel', 'repeat', 'repeatDirection', 'maxPerRow'];

/** The panel with its content of the library in it, so that it is the dashboard's own from now on. */
export async function unlinkPanel(panel: Panel, name: string, change: Editing['change']): Promise<void> {
  const uid = panel.libraryPanel?.uid ?? '';
  try {
    const { result } = await callJson<{ result: { model: Json } }>(`/api/library-elements/${encodeURIComponent(uid)}`);
    change((before) =>
      changePanel(
        before,
        name,
        ({ libraryPanel: _, ...own }) => ({ ...own, ...without(result.model, OF_DASHBOARD) }) as Panel,
      ),
    );
  } catch (error) {
    tell('The shared panel could not be read', 'error', error instanceof Error ? error.message : String(error));
  }
}
