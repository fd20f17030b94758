import { Eye, EyeOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../controls/button';
import { Badge } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import { QueryEditor } from '../../editor/query-editor';
import explore from '../explore.module.css';
import { PromqlBuilder } from './builder/promql-builder';
import styles from './metrics.module.css';

interface QueryRowProps {
  readonly refId: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly isHidden: boolean;
  readonly onChange: (value: string) => void;
  readonly onRun: (value: string) => void;
  readonly onHide: (isHidden: boolean) => void;
  readonly onRemove: (() => void) | undefined;
}

const MODES = [
  { value: 'code', label: 'Code' },
  { value: 'builder', label: 'Builder' },
] as const;

/** One query, as text or put together. */
export function QueryRow(props: QueryRowProps) {
  const { refId, value, error, isHidden, onChange, onRun, onHide, onRemove } = props;
  const [mode, setMode] = useState<(typeof MODES)[number]['value']>('code');
  return (
    <div className={explore.query} data-hidden={isHidden || undefined}>
      <span className={styles.refId}>
        <Badge tone="accent">{refId}</Badge>
      </span>
      <Segments label={`Kind of editor of query ${refId}`} value={mode} options={MODES} onChange={setMode} />
      <div className={explore.editor}>
        {mode === 'code' ? (
          <QueryEditor
            language="promql"
            label={`PromQL query ${refId}`}
            value={value}
            onChange={onChange}
            onRun={onRun}
            placeholder="sum by (service) (rate(http_requests_total[$__rate_interval]))"
            error={error}
          />
        ) : (
          <PromqlBuilder value={value} onChange={onRun} onCode={() => setMode('code')} />
        )}
      </div>
      <IconButton
        icon={isHidden ? EyeOff : Eye}
        label={isHidden ? `Show query ${refId}` : `Hide query ${refId}`}
        pressed={isHidden}
        onClick={() => onHide(!isHidden)}
      />
      {onRemove && <IconButton icon={Trash2} label={`Remove query ${refId}`} onClick={onRemove} />}
    </div>
  );
}
