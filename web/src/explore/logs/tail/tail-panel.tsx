import { Eraser, Pause, Play, Square } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../../controls/button';
import { Notice } from '../../../controls/notice';
import { searchWords } from '../../../data/loki/log-frame';
import type { ListOptions } from '../../../logs/list-options';
import { LogList } from '../../../logs/log-list';
import { marksOf } from '../../../logs/marks';
import type { RowField } from '../../../logs/row-details';
import { linksOfRow } from '../../../logs/row-links';
import { useTime } from '../../../time/time-context';
import { LinesToolbar } from '../lines/lines-toolbar';
import styles from '../logs.module.css';
import { type Tail, useTail } from './use-tail';

interface TailPanelProps {
  readonly expr: string;
  readonly options: ListOptions;
  readonly onOptions: (changes: Partial<ListOptions>) => void;
  readonly onFilter: (field: RowField, isOut: boolean) => void;
  readonly onStop: () => void;
}

/** Lines as they come: the newest at the end that the order of the list has them at. */
export function TailPanel({ expr, options, onOptions, onFilter, onStop }: TailPanelProps) {
  const { timeZone } = useTime();
  const tail = useTail(expr);
  const marks = useMemo(() => marksOf(searchWords(expr)), [expr]);
  const rows = useMemo(
    () => (options.newestFirst ? [...tail.rows].reverse() : tail.rows),
    [tail.rows, options.newestFirst],
  );
  return (
    <section className={styles.lines} aria-label="Live lines">
      <LinesToolbar options={options} onChange={onOptions} rows={rows}>
        <Button icon={tail.isPaused ? Play : Pause} onClick={() => tail.setPaused(!tail.isPaused)}>
          {tail.isPaused ? `Go on${tail.held.length > 0 ? ` (${tail.held.length} new)` : ''}` : 'Pause'}
        </Button>
        <Button icon={Eraser} onClick={tail.clear}>
          Clear
        </Button>
        <Button icon={Square} onClick={onStop}>
          Stop
        </Button>
        <Status tail={tail} />
      </LinesToolbar>
      <div className={styles.list}>
        {rows.length === 0 ? (
          <Notice title="Waiting for lines" detail="New lines that the query matches stand here as they come." />
        ) : (
          <LogList
            label="Live log lines"
            rows={rows}
            options={options}
            marks={marks}
            timeZone={timeZone}
            onFilter={onFilter}
            linksOf={linksOfRow}
            isFollowing={!options.newestFirst && !tail.isPaused}
          />
        )}
      </div>
    </section>
  );
}

function Status({ tail }: { tail: Tail }) {
  const { connection, rows, droppedByServer, droppedHeld } = tail;
  const lost = [
    droppedByServer > 0 ? `${droppedByServer} lines left out by the server` : '',
    droppedHeld > 0 ? `${droppedHeld} lines let go while paused` : '',
  ].filter(Boolean);
  return (
    <span className={styles.status} role="status">
      <span className={styles.dot} data-state={connection.state} />
      {connection.state === 'failed' ? connection.reason : connection.state === 'open' ? 'Live' : 'Connecting …'}
      {connection.state === 'failed' && (
        <Button size="small" onClick={tail.reconnect}>
          Connect again
        </Button>
      )}
      {connection.state === 'open' && ` · ${rows.length.toLocaleString('en')} lines`}
      {lost.length > 0 && ` · ${lost.join(', ')}`}
    </span>
  );
}
