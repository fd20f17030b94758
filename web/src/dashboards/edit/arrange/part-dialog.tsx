import { useState } from 'react';
import { Button } from '../../../controls/button';
import { Dialog } from '../../../controls/dialog';
import { Field, TextInput } from '../../../controls/field';
import { Select } from '../../../controls/select';
import type { Repeat } from '../../model/layout';
import { useEditing } from '../editing-context';
import type { Leaf } from '../operations/layouts';
import styles from './arrange.module.css';
import { RepeatPicker } from './repeat-picker';

interface PartChanges {
  readonly title: string;
  readonly repeat: Repeat | undefined;
  readonly leafKind: Leaf['kind'] | undefined;
}

interface PartDialogProps {
  readonly what: 'Row' | 'Tab';
  readonly title: string;
  readonly repeat: Repeat | undefined;
  /** How its panels are placed; undefined where it holds rows or tabs, or the schema knows one way only. */
  readonly leafKind: Leaf['kind'] | undefined;
  readonly onChange: (changes: PartChanges) => void;
  readonly onClose: () => void;
}

const PLACING = [
  { value: 'grid', label: 'Places of their own' },
  { value: 'auto-grid', label: 'Equal columns' },
] as const;

/** The title of a row or tab, what it is repeated for, and how its panels are placed. */
export function PartDialog({ what, title: given, repeat, leafKind, onChange, onClose }: PartDialogProps) {
  const { dashboard } = useEditing();
  const [title, setTitle] = useState(given);
  const [variable, setVariable] = useState(repeat?.variable ?? '');
  const [kind, setKind] = useState(leafKind);
  const apply = () => {
    onChange({ title, repeat: variable === '' ? undefined : { ...repeat, variable }, leafKind: kind });
    onClose();
  };
  return (
    <Dialog
      title={what}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={apply}>
            Apply
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field label="Title">
          {(id) => <TextInput id={id} value={title} onChange={({ target }) => setTitle(target.value)} />}
        </Field>
        <RepeatPicker variables={dashboard.variables} value={variable} onChange={setVariable} />
        {kind !== undefined && (
          <Field label="Panels stand in">
            {() => <Select label="Panels stand in" options={PLACING} value={kind} onChange={setKind} />}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
