import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import { tell } from '../../controls/toast';
import type { SharedDraft } from '../model/dashboard';
import { elementKey } from '../view/use-library-panel';
import { type Clash, clashOf, type Saved, type SaveRequest, saveDashboard } from './save-dashboard';
import { storeShared } from './store-shared';

interface SaveState {
  readonly save: (request: SaveRequest) => void;
  readonly clash: Clash | undefined;
  readonly error: Error | null;
  readonly isSaving: boolean;
}

interface SaveOptions {
  /** Whether the file that the dashboard comes from is written too; that this failed is told apart. */
  readonly toFile: boolean;
  /** Panels of the library that are stored first, by their uid. */
  readonly drafts: readonly (readonly [string, SharedDraft])[];
  /** The dashboard itself is as it is stored. */
  readonly isSharedOnly: boolean;
  readonly onSaved: (saved: Saved) => void;
}

/** Saves what the library keeps, then the dashboard. */
export function useSave({ toFile, drafts, isSharedOnly, onSaved }: SaveOptions): SaveState {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (request: SaveRequest) => {
      for (const [uid, draft] of drafts) {
        const result = await storeShared(uid, draft);
        queries.setQueryData(elementKey(uid), { result });
      }
      const { sharedDrafts: _, ...dashboard } = request.dashboard;
      if (isSharedOnly && !request.isCopy) return { dashboard, meta: request.meta, url: '' };
      const saved = await saveDashboard({ ...request, dashboard });
      if (toFile) await writeFile(saved.dashboard.uid);
      return saved;
    },
    onSuccess: onSaved,
  });
  return { save: mutate, clash: clashOf(error), error, isSaving: isPending };
}

async function writeFile(uid: string): Promise<void> {
  try {
    const path = `/api/quartet/v1/dashboards/${encodeURIComponent(uid)}/file`;
    const { file } = await callJson<{ file: string }>(path, { method: 'PUT' });
    tell('The file was written', 'success', file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tell('It was saved, but its file was not written', 'error', reason);
  }
}
