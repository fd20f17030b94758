import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callJson } from '../../../api/http';
import { Dialog } from '../../../controls/dialog';
import { Field, TextInput } from '../../../controls/field';
import { Failure, Notice, Skeleton } from '../../../controls/notice';
import { panelKind } from '../../../panels/registry';
import type { Panel } from '../../model/dashboard';
import styles from './library.module.css';

interface Element {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly meta: { readonly connectedDashboards: number; readonly folderName: string };
}

interface LibraryDialogProps {
  readonly onChosen: (panel: Omit<Panel, 'id'>) => void;
  readonly onClose: () => void;
}

/** One of the panels that dashboards share. */
export function LibraryDialog({ onChosen, onClose }: LibraryDialogProps) {
  const [text, setText] = useState('');
  const { data, error, isPending } = useQuery({
    queryKey: ['library-elements', text],
    queryFn: ({ signal }) =>
      callJson<{ result: { elements: readonly Element[] } }>('/api/library-elements', {
        query: { kind: 1, searchString: text, perPage: 200 },
        signal,
      }),
  });
  const elements = data?.result.elements ?? [];
  const choose = ({ uid, name, type }: Element) => onChosen({ type, title: name, libraryPanel: { uid, name } });
  return (
    <Dialog title="Panels of the library" open onClose={onClose}>
      <div className={styles.form}>
        <Field label="Search">
          {(id) => <TextInput id={id} value={text} onChange={({ target }) => setText(target.value)} />}
        </Field>
        {isPending && <Skeleton height={96} />}
        {error !== null && <Failure error={error} />}
        {!isPending && error === null && elements.length === 0 && (
          <Notice
            title={text === '' ? 'No panel is shared yet' : 'No shared panel matches'}
            detail="A panel's menu has Put into the library."
          />
        )}
        <ul className={styles.list}>
          {elements.map((element) => (
            <li key={element.uid}>
              <button type="button" className={styles.element} onClick={() => choose(element)}>
                <span>{element.name}</span>
                <span className={styles.note}>
                  {`${panelKind(element.type).title}, ${element.meta.folderName}, used ${element.meta.connectedDashboards} times`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
