import { History, X } from 'lucide-react';
import { useState } from 'react';
import type { Signal } from '../app/links';
import { useRecent } from '../app/recent-list';
import { IconButton } from '../controls/button';
import { TextInput } from '../controls/field';
import { Popover } from '../controls/popover';
import styles from './explore.module.css';
import { history } from './history';

interface QueryHistoryProps {
  readonly signal: Signal;
  readonly onChoose: (query: string) => void;
}

export function QueryHistory({ signal, onChoose }: QueryHistoryProps) {
  const queries = useRecent(history[signal]);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const found = queries.filter((query) => query.toLowerCase().includes(typed.toLowerCase()));
  return (
    <Popover
      label="Query history"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon={History} label="Query history" />}
    >
      <div className={styles.history}>
        <TextInput
          aria-label="Search the history"
          placeholder="Search the history"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {found.length === 0 && (
          <div className={styles.empty}>
            {queries.length === 0 ? 'Queries that you run stand here' : 'Nothing matches'}
          </div>
        )}
        {found.map((query) => (
          <div key={query} className={styles.historyRow}>
            <button
              type="button"
              className={styles.historyText}
              title={query}
              onClick={() => {
                setOpen(false);
                onChoose(query);
              }}
            >
              {query}
            </button>
            <IconButton size="small" icon={X} label="Forget it" onClick={() => history[signal].forget(query)} />
          </div>
        ))}
      </div>
    </Popover>
  );
}
