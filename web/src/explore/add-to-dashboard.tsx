import { useQuery, useQueryClient } from '@tanstack/react-query';
import { LayoutDashboard } from 'lucide-react';
import { useState } from 'react';
import { callJson } from '../api/http';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { Field, TextInput } from '../controls/field';
import { Failure } from '../controls/notice';
import { Picker } from '../controls/picker';
import { tell } from '../controls/toast';
import type { PanelTarget } from '../panels/run-panel';
import { NEW_DASHBOARD, saveWithPanel } from './dashboard-with-panel';
import styles from './explore.module.css';

interface AddToDashboardProps {
  readonly targets: readonly PanelTarget[];
  readonly datasource: 'prometheus' | 'loki';
  /** What the panel is called unless something else is typed. */
  readonly title: string;
}

/** Puts the queries as a panel at the end of a dashboard, or of a new one. */
export function AddToDashboard({ targets, datasource, title }: AddToDashboardProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={LayoutDashboard} disabled={targets.length === 0} onClick={() => setOpen(true)}>
        Add to dashboard
      </Button>
      {isOpen && <AddDialog {...{ targets, datasource, title }} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ targets, datasource, title, onClose }: AddToDashboardProps & { onClose: () => void }) {
  const queries = useQueryClient();
  const [uid, setUid] = useState(NEW_DASHBOARD);
  const [typed, setTyped] = useState(title.slice(0, 80));
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { data } = useQuery({
    queryKey: ['dashboards to add to'],
    queryFn: ({ signal }) =>
      callJson<readonly { uid: string; title: string; folderTitle?: string }[]>('/api/search', {
        query: { type: 'dash-db', limit: 5000 },
        signal,
      }),
  });
  const options = [
    { value: NEW_DASHBOARD, label: 'A new dashboard' },
    ...(data ?? []).map((one) => ({
      value: one.uid,
      label: one.title,
      ...(one.folderTitle && { note: one.folderTitle }),
    })),
  ];
  const save = async () => {
    setSaving(true);
    try {
      const url = await saveWithPanel(uid, { title: typed, datasource, targets });
      void queries.invalidateQueries();
      tell('The panel is on its dashboard', 'success', url);
      onClose();
    } catch (error) {
      setFailure(error);
    }
    setSaving(false);
  };
  return (
    <Dialog
      open
      title="Add to dashboard"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={isSaving} onClick={() => void save()}>
            Add
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Picker label="Dashboard" value={uid} options={options} onChange={setUid} />
        <Field label="Title of the panel">
          {(id) => <TextInput id={id} value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
        {failure !== undefined && <Failure title="The dashboard could not be saved" error={failure} />}
      </div>
    </Dialog>
  );
}
