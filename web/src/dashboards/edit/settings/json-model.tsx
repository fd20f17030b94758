import { useState } from 'react';
import { Button } from '../../../controls/button';
import { QueryEditor } from '../../../editor/query-editor';
import { isObject } from '../../model/json';
import { readDashboard, writeDashboard } from '../../model/read-dashboard';
import { ExportButton } from '../../save/export-button';
import { useEditing } from '../editing-context';
import styles from './settings.module.css';

/** The dashboard as JSON; what is typed counts once it is applied. */
export default function JsonModel() {
  const { dashboard, change, announce } = useEditing();
  const stored = JSON.stringify(writeDashboard(dashboard), null, 2);
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  const apply = () => {
    try {
      const read: unknown = JSON.parse(typed ?? stored);
      if (!isObject(read)) throw new Error('a dashboard is a JSON object: { … }');
      const next = readDashboard(read);
      change(() => ({ ...next, uid: dashboard.uid }));
      setTyped(undefined);
      setError(undefined);
      announce('The JSON was applied');
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const isTyped = typed !== undefined && typed !== stored;
  return (
    <>
      <div className={styles.line}>
        <Button look="primary" disabled={!isTyped} onClick={apply}>
          Apply
        </Button>
        <Button disabled={!isTyped} onClick={() => setTyped(undefined)}>
          Discard
        </Button>
        <span className={styles.spacer} />
        <ExportButton dashboard={dashboard} />
      </div>
      <div className={styles.document}>
        <QueryEditor
          language="json"
          label="JSON of the dashboard"
          value={typed ?? stored}
          onChange={setTyped}
          error={error}
          minLines={12}
        />
      </div>
    </>
  );
}
