import { callJson } from '../../api/http';
import type { SharedDraft } from '../model/dashboard';
import { elementPath, type LibraryElement } from '../view/use-library-panel';

/** Grafana's number for panels among what the library keeps. */
const PANEL = 1;

/** Stores a changed panel in the library, for all dashboards that show it. Throws where somebody else changed it in between. */
export async function storeShared(uid: string, { name, version, model }: SharedDraft): Promise<LibraryElement> {
  try {
    const body = { name, version, model, kind: PANEL };
    const { result } = await callJson<{ result: LibraryElement }>(elementPath(uid), { method: 'PATCH', body });
    return result;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`"${name}" of the library was not stored: ${reason}`, { cause: error });
  }
}

/** How many dashboards show a panel of the library, those that are not saved yet left out. */
export async function countUses(uid: string, signal: AbortSignal): Promise<number> {
  const { result } = await callJson<{ result: readonly unknown[] }>(`${elementPath(uid)}/connections`, { signal });
  return result.length;
}
