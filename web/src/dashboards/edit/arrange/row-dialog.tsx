import { useState } from 'react';
import { Button } from '../../../controls/button';
import { Dialog } from '../../../controls/dialog';
import { Field, TextInput } from '../../../controls/field';
import type { Row } from '../../model/layout';
import { useEditing } from '../editing-context';
import styles from './arrange.module.css';
import { RepeatPicker } from './repeat-picker';

interface RowDialogProps {
  readonly row: Row;
  readonly onChange: (changes: Partial<Row>) => void;
  readonly onClose: () => void;
}

/** The title of a row and what it is repeated for. */
export function RowDialog({ row, onChange, onClose }: RowDialogProps) {
  const { dashboard } = useEditing();
  const [title, setTitle] = useState(row.title);
  const [variable, setVariable] = useState(row.repeat?.variable ?? '');
  const apply = () => {
    // An undefined member is taken out.
    onChange({ title, repeat: variable === '' ? undefined : { variable } } as Partial<Row>);
    onClose();
  };
  return (
    <Dialog
      title="Row"
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
      </div>
    </Dialog>
  );
}
