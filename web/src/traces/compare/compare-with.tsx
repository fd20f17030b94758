import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../controls/button';
import { Field, TextInput } from '../../controls/field';
import { Popover } from '../../controls/popover';
import styles from '../trace.module.css';

const TRACE_ID = /^[0-9a-f]{1,32}$/i;

/** Asks for the id of another trace, and goes to the comparison of both. */
export function CompareWith({ traceId, icon }: { traceId: string; icon: LucideIcon }) {
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const other = typed.trim();
  const isWrong = other !== '' && !TRACE_ID.test(other);
  return (
    <Popover label="Compare with another trace" trigger={<Button icon={icon}>Compare</Button>}>
      <form
        className={styles.compareForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (TRACE_ID.test(other)) navigate(`/compare/${encodeURIComponent(traceId)}/${encodeURIComponent(other)}`);
        }}
      >
        <Field label="Id of the other trace" error={isWrong ? 'An id has up to 32 hex digits.' : undefined}>
          {(id) => (
            <TextInput
              id={id}
              value={typed}
              aria-invalid={isWrong}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" disabled={!TRACE_ID.test(other)}>
          Compare
        </Button>
      </form>
    </Popover>
  );
}
