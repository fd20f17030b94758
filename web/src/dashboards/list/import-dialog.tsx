import { Upload } from 'lucide-react';
import { useId, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { Field, TextArea } from '../../controls/field';
import { ImportForm } from './import-form';
import { type ImportModel, readImport } from './import-model';
import styles from './list.module.css';

interface ImportDialogProps {
  readonly folderUid: string;
  readonly onClose: () => void;
}

/** A dashboard out of a file or of what was copied; its name, folder and open inputs before it is saved. */
export function ImportDialog({ folderUid, onClose }: ImportDialogProps) {
  const [text, setText] = useState('');
  const [model, setModel] = useState<ImportModel>();
  const [error, setError] = useState<string>();
  const [isReady, setIsReady] = useState(false);
  const form = useId();
  const take = (typed: string) => {
    setText(typed);
    setError(undefined);
    try {
      if (typed.trim() !== '') setModel(readImport(typed));
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const back = () => {
    setModel(undefined);
    setText('');
  };
  return (
    <Dialog
      title="Import a dashboard"
      open
      onClose={onClose}
      actions={
        <>
          {model === undefined ? <Button onClick={onClose}>Cancel</Button> : <Button onClick={back}>Back</Button>}
          <Button type="submit" form={form} look="primary" disabled={model === undefined || !isReady}>
            Import
          </Button>
        </>
      }
    >
      {model === undefined ? (
        <div className={styles.form}>
          <FileButton onText={take} />
          <Field label="or paste its JSON" error={error}>
            {(id) => <TextArea id={id} rows={12} value={text} onChange={({ target }) => take(target.value)} />}
          </Field>
        </div>
      ) : (
        <ImportForm
          id={form}
          model={model}
          folderUid={folderUid}
          onReady={setIsReady}
          onDone={(url) => {
            onClose();
            navigate(url);
          }}
        />
      )}
    </Dialog>
  );
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={styles.file}>
        <Upload size={16} aria-hidden />
        Choose a file
      </label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        onChange={({ target }) => void target.files?.[0]?.text().then(onText)}
      />
    </>
  );
}
