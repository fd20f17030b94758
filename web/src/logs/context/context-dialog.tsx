import type { TimeZone } from '@grafana/data';
import { useMemo } from 'react';
import { around, linkToExplore } from '../../app/links';
import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { Failure } from '../../controls/notice';
import { LogList } from '../log-list';
import type { LogRow } from '../log-row';
import styles from './context.module.css';
import { streamOf, useContextLines } from './use-context-lines';

interface ContextDialogProps {
  readonly row: LogRow;
  readonly timeZone: TimeZone;
  readonly onClose: () => void;
}

const OPTIONS = { newestFirst: false, showLabels: false };

/** A line among those of its stream, the oldest first. */
export function ContextDialog({ row, timeZone, onClose }: ContextDialogProps) {
  const before = useContextLines(row, 'before');
  const after = useContextLines(row, 'after');
  const { rows, marked } = useMemo(() => {
    const earlier = [...before.rows].reverse();
    // Lists name lines by their query: here the line is the one that is the same.
    const own = after.rows.find(({ ns, line }) => ns === row.ns && line === row.line);
    const later = own === undefined ? [row, ...after.rows] : after.rows;
    return { rows: [...earlier, ...later], marked: (own ?? row).id };
  }, [before.rows, after.rows, row]);
  const error = before.error ?? after.error;
  return (
    <Dialog
      open
      look="wide"
      title="Context of the line"
      onClose={onClose}
      actions={
        <a className={styles.link} href={linkToExplore('logs', streamOf(row), around(row.timeMs))}>
          Explore this stream
        </a>
      }
    >
      <div className={styles.context}>
        {error !== null && <Failure error={error} />}
        <More {...before} title="Earlier lines" />
        <div className={styles.list}>
          <LogList
            label="Lines around"
            rows={rows}
            options={OPTIONS}
            keepsPlace
            timeZone={timeZone}
            markedId={before.isLoading && before.rows.length === 0 ? undefined : marked}
          />
        </div>
        <More {...after} title="Later lines" />
      </div>
    </Dialog>
  );
}

type MoreProps = Pick<ReturnType<typeof useContextLines>, 'isLoading' | 'hasMore' | 'loadMore'> & { title: string };

const More = ({ isLoading, hasMore, loadMore, title }: MoreProps) => (
  <Button size="small" disabled={!hasMore || isLoading} onClick={loadMore}>
    {isLoading ? 'Loading …' : hasMore ? title : `No ${title.toLowerCase()}`}
  </Button>
);
