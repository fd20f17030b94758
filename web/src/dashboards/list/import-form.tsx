import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { callJson } from '../../api/http';
import { Field, TextInput } from '../../controls/field';
import { Badge } from '../../controls/notice';
import { Select } from '../../controls/select';
import { sourceKind } from '../../data/sources';
import { FolderPicker } from './folder-picker';
import type { Hit } from './hits';
import type { ImportInput, ImportModel } from './import-model';
import styles from './list.module.css';
import { useAction } from './use-action';

interface ImportFormProps {
  /** Of the form, for its button. */
  readonly id: string;
  readonly model: ImportModel;
  readonly folderUid: string;
  /** Whether it may be sent. */
  readonly onReady: (isReady: boolean) => void;
  readonly onDone: (url: string) => void;
}

interface Imported {
  readonly importedUrl: string;
}

const send = (body: object): Promise<Imported> => callJson('/api/dashboards/import', { body });

/** What an import asks for: the title, the uid, the folder, and what the dashboard leaves open. */
export function ImportForm({ id, model, folderUid: given, onReady, onDone }: ImportFormProps) {
  const [title, setTitle] = useState(model.title);
  const [uid, setUid] = useState(model.uid);
  const [folderUid, setFolderUid] = useState(given);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const { holder, isPending } = useHolder(uid.trim());
  const sources = useListedSources();
  const filledIn = (input: ImportInput) => values[input.name] ?? defaultOf(input, sources);
  const isReady =
    title.trim() !== '' && !(isPending && uid !== '') && model.inputs.every((input) => filledIn(input) !== '');
  useEffect(() => onReady(isReady), [isReady, onReady]);
  const run = useAction(send, { done: () => `Imported ${title}`, onDone: ({ importedUrl }) => onDone(importedUrl) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate({
      dashboard: { ...model.dashboard, title: title.trim(), uid: uid.trim() },
      inputs: model.inputs.map((input) => ({ ...input, value: filledIn(input) })),
      overwrite: holder !== undefined,
      ...(folderUid === '' ? { folderId: 0 } : { folderUid }),
    });
  };
  return (
    <form id={id} onSubmit={submit} className={styles.form}>
      <Field label="Title">
        {(field) => <TextInput id={field} value={title} onChange={({ target }) => setTitle(target.value)} />}
      </Field>
      <Field label="Folder">{() => <FolderPicker label="Folder" value={folderUid} onChange={setFolderUid} />}</Field>
      <Field label="uid" hint="The name in its URL; empty for a new one">
        {(field) => <TextInput id={field} value={uid} onChange={({ target }) => setUid(target.value)} />}
      </Field>
      {holder !== undefined && (
        <p role="status">
          <Badge tone="warn">Replaces</Badge>{' '}
          {`"${holder.title}" in ${holder.folderTitle ?? 'no folder'} has this uid: it will be replaced by the import. Its versions are kept.`}
        </p>
      )}
      {model.inputs.map((input) => (
        <Field key={input.name} label={input.label} {...(input.description !== '' && { hint: input.description })}>
          {(field) =>
            input.type === 'constant' ? (
              <TextInput
                id={field}
                value={filledIn(input)}
                onChange={({ target }) => setValues({ ...values, [input.name]: target.value })}
              />
            ) : (
              <Select
                label={input.label}
                options={fitting(input, sources).map(({ uid: value, name }) => ({ value, label: name }))}
                value={filledIn(input) || undefined}
                placeholder={`There is no data source of the type ${input.pluginId}`}
                onChange={(value) => setValues({ ...values, [input.name]: value })}
              />
            )
          }
        </Field>
      ))}
    </form>
  );
}

/** The dashboard that has this uid already. */
function useHolder(uid: string): { holder: Hit | undefined; isPending: boolean } {
  const { data, isPending } = useQuery({
    queryKey: ['search', 'uid', uid],
    queryFn: ({ signal }) => callJson<readonly Hit[]>('/api/search', { query: { dashboardUIDs: uid }, signal }),
    enabled: uid !== '',
  });
  return { holder: uid === '' ? undefined : data?.[0], isPending };
}

interface ListedSource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
}

function useListedSources(): readonly ListedSource[] {
  const { data = [] } = useQuery({
    queryKey: ['data-sources'],
    queryFn: () => callJson<readonly ListedSource[]>('/api/datasources'),
  });
  return data;
}

const fitting = ({ pluginId }: ImportInput, sources: readonly ListedSource[]): readonly ListedSource[] =>
  sources.filter(({ type }) => sourceKind(type) === sourceKind(pluginId));

const defaultOf = (input: ImportInput, sources: readonly ListedSource[]): string =>
  input.type === 'constant' ? input.value : (fitting(input, sources)[0]?.uid ?? '');
