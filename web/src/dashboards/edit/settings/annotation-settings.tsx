import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../controls/button';
import { Notice } from '../../../controls/notice';
import type { Annotation } from '../../model/dashboard';
import { textOf } from '../../model/json';
import { useEditing } from '../editing-context';
import { uidOf } from '../panel/queries/targets';
import { AnnotationForm } from './annotation-form';
import { EntryList } from './entry-list';

const NEW: Annotation = {
  name: 'New annotation',
  enable: true,
  iconColor: 'blue',
  datasource: { type: 'prometheus', uid: 'prometheus' },
};

/** Queries whose events are drawn over the charts. */
export function AnnotationSettings() {
  const { dashboard, change } = useEditing();
  const { annotations } = dashboard;
  const [open, setOpen] = useState<number>();
  const put = (next: readonly Annotation[], group?: string) =>
    change((before) => ({ ...before, annotations: next }), group);
  const add = () => {
    put([...annotations, NEW]);
    setOpen(annotations.length);
  };
  const annotation = open === undefined ? undefined : annotations[open];
  return (
    <>
      {annotations.length === 0 && (
        <Notice title="No annotations" detail="Events of a query, such as releases, drawn over all charts." />
      )}
      <EntryList
        entries={annotations}
        nameOf={({ name }) => name}
        noteOf={(one) => [uidOf(one.datasource), textOf(one.expr)].filter(Boolean).join(': ')}
        onOpen={setOpen}
        onChange={(next) => {
          setOpen(undefined);
          put(next);
        }}
        copyOf={(one) => ({ ...one, name: `${one.name} copy` })}
        isFixed={({ builtIn }) => builtIn === 1}
      />
      {annotation !== undefined && (
        <AnnotationForm
          key={open}
          annotation={annotation}
          onChange={(next, group) => put(annotations.with(open!, next), group && `annotation ${open} ${group}`)}
        />
      )}
      <div>
        <Button icon={Plus} onClick={add}>
          Add annotation
        </Button>
      </div>
    </>
  );
}
