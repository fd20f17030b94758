import { useState } from 'react';
import { callJson } from '../../../api/http';
import { Button } from '../../../controls/button';
import { Dialog } from '../../../controls/dialog';
import { Field, TextInput } from '../../../controls/field';
import { FolderPicker } from '../../list/folder-picker';
import { useAction } from '../../list/use-action';
import type { Panel } from '../../model/dashboard';
import { useEditing } from '../editing-context';
import { changePanel } from '../operations/panels';
import styles from './library.module.css';

interface Created {
  readonly result: { readonly uid: string; readonly name: string };
}

const create = (body: object): Promise<Created> => callJson('/api/library-elements', { body: { ...body, kind: 1 } });

/** Makes a panel one that dashboards share: its content is kept in the library from then on. */
export function ShareInLibrary({ name, onClose }: { name: string; onClose: () => void }) {
  const { dashboard, change } = useEditing();
  const panel = dashboard.panels[name]!;
  const [title, setTitle] = useState(panel.title);
  const [folderUid, setFolderUid] = useState('');
  const share = useAction(create, {
    done: () => `${title} is in the library`,
    onDone: ({ result: { uid, name: called } }) => {
      change((before) =>
        changePanel(before, name, (now) => ({ ...now, libraryPanel: { uid, name: called } }) as Panel),
      );
      onClose();
    },
  });
  return (
    <Dialog
      title="Put into the library"
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={title.trim() === '' || share.isPending}
            onClick={() => share.mutate({ name: title.trim(), model: panel, folderUid })}
          >
            Share
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field label="Name" hint="It is in the library at once, also before the dashboard is saved.">
          {(id) => <TextInput id={id} value={title} onChange={({ target }) => setTitle(target.value)} />}
        </Field>
        <Field label="Folder">{() => <FolderPicker label="Folder" value={folderUid} onChange={setFolderUid} />}</Field>
      </div>
    </Dialog>
  );
}
