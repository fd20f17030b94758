import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { Checkbox, Field, TextInput } from '../../controls/field';
import { Badge, Failure } from '../../controls/notice';
import { tell } from '../../controls/toast';
import { usedDrafts } from '../edit/operations/shared-panels';
import { FolderPicker } from '../list/folder-picker';
import type { Dashboard } from '../model/dashboard';
import type { Json } from '../model/json';
import { writeDashboard } from '../model/read-dashboard';
import type { DashboardMeta } from '../view/dashboard-context';
import { ClashNotice } from './clash-notice';
import { DifferenceList } from './difference-list';
import { ExportButton } from './export-button';
import styles from './save.module.css';
import type { Saved } from './save-dashboard';
import { SharedChanges } from './shared-changes';
import { useSave } from './use-save';

interface SaveDialogProps {
  readonly dashboard: Dashboard;
  /** As it was when editing began. */
  readonly base: Json;
  readonly meta: DashboardMeta;
  readonly folderUid: string;
  readonly onClose: () => void;
  readonly onSaved: (saved: Saved) => void;
}

/** Says what changed, asks for a message, and saves: here, as a copy, or also in the file that it comes from. */
export function SaveDialog({ dashboard, base, meta, folderUid: given, onClose, onSaved }: SaveDialogProps) {
  const queries = useQueryClient();
  const isNew = dashboard.uid === '';
  const mayNotSave = meta.canSave === false;
  const drafts = usedDrafts(dashboard);
  const isSharedOnly =
    drafts.length > 0 && !isNew && JSON.stringify(base) === JSON.stringify(writeDashboard(dashboard));
  const [isCopy, setIsCopy] = useState(mayNotSave && !isSharedOnly);
  const savesSharedOnly = isSharedOnly && !isCopy;
  const [title, setTitle] = useState(dashboard.title);
  const [folderUid, setFolderUid] = useState(given);
  const [message, setMessage] = useState('');
  const [toFile, setToFile] = useState(false);
  const form = useId();
  const asksName = isNew || isCopy;
  const onStored = (saved: Saved) => {
    tell(savesSharedOnly ? 'The panels of the library were saved' : 'The dashboard was saved', 'success');
    void queries.invalidateQueries({ queryKey: ['search'] });
    queries.setQueryData(['dashboard', saved.dashboard.uid], {
      dashboard: writeDashboard(saved.dashboard),
      meta: saved.meta,
    });
    onSaved(saved);
  };
  const { save, clash, error, isSaving } = useSave({
    toFile: toFile && !isCopy,
    drafts,
    isSharedOnly,
    onSaved: onStored,
  });
  const named = asksName ? { ...dashboard, title: title.trim() } : dashboard;
  const run = (overwrite: boolean) => save({ dashboard: named, meta, message, folderUid, overwrite, isCopy });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(false);
  };
  return (
    <Dialog
      title={titleOf(isNew, isCopy, isSharedOnly)}
      open
      onClose={onClose}
      look="wide"
      actions={
        <>
          <ExportButton dashboard={named} />
          <span className={styles.gap} />
          <Button onClick={onClose}>Cancel</Button>
          {!isNew && !mayNotSave && (
            <Button onClick={() => setIsCopy(!isCopy)}>{isCopy ? 'Save this one instead' : 'Save as a copy'}</Button>
          )}
          {clash !== undefined && !isCopy && clash !== 'provisioned' && (
            <Button look="danger" disabled={isSaving} onClick={() => run(true)}>
              Save in its place
            </Button>
          )}
          <Button type="submit" form={form} look="primary" disabled={isSaving || named.title === ''}>
            {isCopy ? 'Save copy' : 'Save'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className={styles.form}>
        {drafts.length > 0 && <SharedChanges drafts={drafts} />}
        {mayNotSave && !savesSharedOnly && (
          <p role="note">
            <Badge tone="warn">Provisioned</Badge> This dashboard comes from a file and cannot be changed here: save a
            copy, or export the JSON and put it into the file.
          </p>
        )}
        {asksName && (
          <Field label="Title">
            {(id) => <TextInput id={id} value={title} onChange={({ target }) => setTitle(target.value)} />}
          </Field>
        )}
        {asksName && (
          <Field label="Folder">
            {() => <FolderPicker label="Folder" value={folderUid} onChange={setFolderUid} />}
          </Field>
        )}
        {!savesSharedOnly && (
          <Field label="What was changed (kept with the version)">
            {(id) => (
              <TextInput id={id} maxLength={500} value={message} onChange={({ target }) => setMessage(target.value)} />
            )}
          </Field>
        )}
        {meta.provisioned === true && !mayNotSave && !isCopy && (
          <Checkbox
            label={`Also write the file ${String(meta.provisionedExternalId ?? '')}`}
            checked={toFile}
            onChange={setToFile}
          />
        )}
        {clash !== undefined && <ClashNotice clash={clash} uid={dashboard.uid} mine={writeDashboard(named)} />}
        {clash === undefined && error !== null && <Failure title="It was not saved" error={error} />}
        {!isNew && !isSharedOnly && clash !== 'version' && (
          <details open className={styles.details}>
            <summary>Changes</summary>
            <DifferenceList before={base} after={writeDashboard(dashboard)} />
          </details>
        )}
      </form>
    </Dialog>
  );
}

function titleOf(isNew: boolean, isCopy: boolean, isSharedOnly: boolean): string {
  if (isNew) return 'Save the new dashboard';
  if (isCopy) return 'Save a copy';
  return isSharedOnly ? 'Save panels of the library' : 'Save the dashboard';
}
