import { useMemo, useState } from 'react';
import { Button } from '../../../controls/button';
import { Failure, Notice, Progress, Skeleton } from '../../../controls/notice';
import { searchWords } from '../../../data/loki/log-frame';
import { ContextDialog } from '../../../logs/context/context-dialog';
import { LinesFoot } from '../../../logs/lines/lines-foot';
import type { ListOptions } from '../../../logs/list-options';
import { LogList } from '../../../logs/log-list';
import type { LogRow } from '../../../logs/log-row';
import { marksOf } from '../../../logs/marks';
import type { RowField } from '../../../logs/row-details';
import { linksOfRow } from '../../../logs/row-links';
import { useTime } from '../../../time/time-context';
import styles from '../logs.module.css';
import { LinesToolbar } from './lines-toolbar';
import type { LogLines } from './use-log-lines';

interface LinesPanelProps {
  readonly expr: string;
  readonly lines: LogLines;
  readonly options: ListOptions;
  readonly onOptions: (changes: Partial<ListOptions>) => void;
  readonly onFilter: (field: RowField, isOut: boolean) => void;
}

/** The lines of the query, more of them as one scrolls. */
export function LinesPanel({ expr, lines, options, onOptions, onFilter }: LinesPanelProps) {
  const { timeZone, range, setRange } = useTime();
  const [contextOf, setContextOf] = useState<LogRow>();
  const marks = useMemo(() => marksOf(searchWords(expr)), [expr]);
  const { rows, error } = lines;
  const content = () => {
    if (error !== null && rows.length === 0) {
      return (
        <Failure title="This query failed" error={error} action={<Button onClick={lines.retry}>Try again</Button>} />
      );
    }
    if (rows.length === 0 && lines.isLoading) return <Skeleton height="100%" />;
    if (rows.length === 0) {
      const length = range.to.valueOf() - range.from.valueOf();
      return (
        <Notice
          title="No lines in this time"
          detail="The query is right, but nothing matches it between these times."
          action={
            <Button
              onClick={() =>
                setRange({ from: String(range.from.valueOf() - 3 * length), to: String(range.to.valueOf()) })
              }
            >
              Look four times as far back
            </Button>
          }
        />
      );
    }
    return (
      <LogList
        label="Log lines"
        rows={rows}
        options={options}
        marks={marks}
        timeZone={timeZone}
        onFilter={onFilter}
        onContext={setContextOf}
        linksOf={linksOfRow}
        onShowField={(name) => onOptions({ fields: toggled(options.fields, name) })}
        onEnd={lines.loadMore}
        isLoadingMore={lines.isLoadingMore}
        foot={<LinesFoot {...lines} />}
      />
    );
  };
  return (
    <section className={styles.lines} aria-label="Lines" aria-busy={lines.isLoading}>
      {lines.isLoading && <Progress />}
      <LinesToolbar options={options} onChange={onOptions} rows={rows}>
        <span className={styles.count} data-count={rows.length}>
          {`${rows.length.toLocaleString('en')} lines${lines.hasMore ? ', more below' : ''}`}
        </span>
      </LinesToolbar>
      <div className={styles.list}>{content()}</div>
      {contextOf && <ContextDialog row={contextOf} timeZone={timeZone} onClose={() => setContextOf(undefined)} />}
    </section>
  );
}

const toggled = (names: readonly string[], name: string): string[] =>
  names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
