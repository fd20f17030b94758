import { useMutation } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import { tell } from '../../controls/toast';
import { type Clash, clashOf, type Saved, type SaveRequest, saveDashboard } from './save-dashboard';

interface SaveState {
  readonly save: (request: SaveRequest) => void;
  readonly clash: Clash | undefined;
  readonly error: Error | null;
  readonly isSaving: boolean;
}

/** Saves, and with `toFile` then writes the file that the dashboard comes from; that the latter failed is told apart. */
export function useSave(toFile: boolean, onSaved: (saved: Saved) => void): SaveState {
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (request: SaveRequest) => {
      const saved = await saveDashboard(request);
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
