import { type FormEvent, useId, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { Field, TextInput } from '../../controls/field';
import { createFolder, renameFolder } from './changes';
import type { Hit } from './hits';
import styles from './list.module.css';
import { useAction } from './use-action';

interface FolderDialogProps {
  /** The folder to be renamed; without one a new one is made in `parentUid`. */
  readonly folder?: Hit | undefined;
  readonly parentUid?: string;
  readonly onClose: () => void;
}

/** The name of a folder, new or known. */
export function FolderDialog({ folder, parentUid = '', onClose }: FolderDialogProps) {
  const [title, setTitle] = useState(folder?.title ?? '');
  const form = useId();
  const create = useAction(createFolder, {
    onDone: ({ uid }) => {
      onClose();
      navigate(`/dashboards/f/${encodeURIComponent(uid)}`);
    },
  });
  const rename = useAction(renameFolder, { onDone: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (folder === undefined) create.mutate({ title: title.trim(), parentUid });
    else rename.mutate({ uid: folder.uid, title: title.trim() });
  };
  const isBusy = create.isPending || rename.isPending;
  return (
    <Dialog
      title={folder === undefined ? 'New folder' : `Rename ${folder.title}`}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" disabled={title.trim() === '' || isBusy}>
            {folder === undefined ? 'Create folder' : 'Rename'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className={styles.form}>
        <Field label="Name">
          {(id) => <TextInput id={id} value={title} onChange={({ target }) => setTitle(target.value)} />}
        </Field>
      </form>
    </Dialog>
  );
}
