import { ArrowRight } from 'lucide-react';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import { linkToTrace } from '../../app/links';
import { useRecent } from '../../app/recent-list';
import { IconButton } from '../../controls/button';
import { TextInput } from '../../controls/field';
import { recentTraces } from '../../traces/recent-traces';
import styles from './traces.module.css';

const TRACE_ID = /^[0-9a-f]{1,32}$/i;

/** To a trace by its id; those that were looked at last are offered. */
export function TraceIdBox() {
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const recent = useRecent(recentTraces);
  const list = useId();
  const id = typed.trim();
  const isRight = TRACE_ID.test(id);
  return (
    <form
      className={styles.idBox}
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) navigate(linkToTrace(id));
      }}
    >
      <TextInput
        aria-label="Trace id"
        aria-invalid={id !== '' && !isRight}
        placeholder="Trace id"
        list={list}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <datalist id={list}>
        {recent.map(({ traceId, title }) => (
          <option key={traceId} value={traceId} label={title} />
        ))}
      </datalist>
      <IconButton type="submit" icon={ArrowRight} label="Open the trace" disabled={!isRight} />
    </form>
  );
}
