import { useState } from 'react';
import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { moveAll } from './changes';
import { FolderPicker } from './folder-picker';
import { foldersBelow } from './folder-tree';
import { type Hit, useFolders } from './hits';
import styles from './list.module.css';
import { useAction } from './use-action';

/** Into which folder these go. */
export function MoveDialog({ hits, onClose }: { hits: readonly Hit[]; onClose: () => void }) {
  const [folderUid, setFolderUid] = useState('');
  const { data: folders = [] } = useFolders();
  const move = useAction(moveAll, { done: () => `Moved ${nameOf(hits)}`, onDone: onClose });
  const without = new Set(hits.flatMap(({ uid }) => [...foldersBelow(uid, folders)]));
  return (
    <Dialog
      title={`Move ${nameOf(hits)}`}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={move.isPending} onClick={() => move.mutate({ hits, folderUid })}>
            Move
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <FolderPicker label="To the folder" value={folderUid} onChange={setFolderUid} without={without} />
      </div>
    </Dialog>
  );
}

/** `Shop`, or `3 items`. */
export const nameOf = (hits: readonly Hit[]): string => (hits.length === 1 ? hits[0]!.title : `${hits.length} items`);
