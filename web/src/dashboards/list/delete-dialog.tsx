import { useQueries } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { deleteAll } from './changes';
import type { Hit } from './hits';
import { nameOf } from './move-dialog';
import { useAction } from './use-action';

interface Counts {
  readonly folder: number;
  readonly dashboard: number;
  readonly librarypanel: number;
}

interface DeleteDialogProps {
  readonly hits: readonly Hit[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks before anything is deleted, and says what goes with it. */
export function DeleteDialog({ hits, onClose, onDone }: DeleteDialogProps) {
  const counts = useQueries({
    queries: hits
      .filter(({ type }) => type === 'dash-folder')
      .map(({ uid }) => ({
        queryKey: ['folder-counts', uid],
        queryFn: () => callJson<Counts>(`/api/folders/${encodeURIComponent(uid)}/counts`),
        staleTime: 0,
      })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  const remove = useAction(deleteAll, { done: () => `Deleted ${nameOf(hits)}`, onDone });
  const inside = withIn(counts);
  return (
    <Dialog
      title={`Delete ${nameOf(hits)}?`}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate(hits)}>
            Delete
          </Button>
        </>
      }
    >
      <p>
        {inside === '' ? 'This cannot be undone.' : `${inside} inside will be deleted as well. This cannot be undone.`}
      </p>
    </Dialog>
  );
}

const NAMES: readonly (readonly [keyof Counts, one: string, many: string])[] = [
  ['folder', 'folder', 'folders'],
  ['dashboard', 'dashboard', 'dashboards'],
  ['librarypanel', 'shared panel', 'shared panels'],
];

/** `2 dashboards and 1 folder`; empty where there is nothing inside. */
function withIn(counts: readonly Counts[]): string {
  const parts = NAMES.flatMap(([key, one, many]) => {
    const sum = counts.reduce((total, count) => total + (count[key] ?? 0), 0);
    return sum === 0 ? [] : [`${sum} ${sum === 1 ? one : many}`];
  });
  return new Intl.ListFormat('en').format(parts);
}
