import { callJson } from '../../../api/http';
import { tell } from '../../../controls/toast';
import type { Panel } from '../../model/dashboard';
import { elementPath, type LibraryElement, sharedPart } from '../../view/use-library-panel';
import type { Editing } from '../editing-context';
import { unlinked } from '../operations/shared-panels';

/** The panel with its content of the library in it, so that it is the dashboard's own from now on. */
export async function unlinkPanel(panel: Panel, name: string, change: Editing['change']): Promise<void> {
  const uid = panel.libraryPanel?.uid ?? '';
  try {
    const { result } = await callJson<{ result: LibraryElement }>(elementPath(uid));
    change((before) => unlinked(before, name, { title: result.name, ...sharedPart(result.model) }));
  } catch (error) {
    tell('The shared panel could not be read', 'error', error instanceof Error ? error.message : String(error));
  }
}
