import { useMemo } from 'react';
import { Link } from 'wouter';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import { around, linkToExplore, linkToTrace, logsOfTrace } from '../../explore/links';
import { LogList } from '../../logs/log-list';
import type { LogRow } from '../../logs/log-row';
import { useTime } from '../../time/time-context';
import { plural } from '../format';
import { startMs, type Trace } from '../trace';
import styles from './beside.module.css';
import { logRows, useCorrelation } from './correlation';

interface TraceLogsProps {
  readonly trace: Trace;
  /** Only lines of this span. */
  readonly spanId: string | undefined;
  readonly onSpan: (spanId: string | undefined) => void;
}

const MARGIN_MS = 300_000;

const spanOf = ({ labels }: LogRow): string => labels.span_id ?? labels.spanId ?? '';

/** What the services wrote while the trace ran. */
export function TraceLogs({ trace, spanId, onSpan }: TraceLogsProps) {
  const { timeZone } = useTime();
  const { data, error } = useCorrelation(trace.traceId);
  const rows = useMemo(() => (data === undefined ? [] : logRows(data)), [data]);
  const names = useMemo(() => new Map(trace.spans.map((span) => [span.spanId, span.name])), [trace.spans]);
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Skeleton height={240} />;
  const shown = spanId === undefined ? rows : rows.filter((row) => spanOf(row) === spanId);
  const explore = linkToExplore('logs', logsOfTrace(trace.traceId), around(startMs(trace), MARGIN_MS));
  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        {spanId !== undefined && (
          <Segments
            label="Lines of"
            value="span"
            options={[
              { value: 'trace', label: 'Whole trace' },
              { value: 'span', label: `Span ${names.get(spanId) ?? spanId}` },
            ]}
            onChange={(next) => next === 'trace' && onSpan(undefined)}
          />
        )}
        <span className={styles.hint}>
          {data.logs.isWhole ? plural(shown.length, 'line') : `The first ${plural(rows.length, 'line')}`}
        </span>
        <Link href={explore} className={styles.end}>
          Open in explore
        </Link>
      </div>
      {shown.length === 0 ? (
        <Notice
          title={
            spanId === undefined
              ? 'No log line carries the id of this trace'
              : 'No log line carries the id of this span'
          }
          detail="Lines are found by the trace id in their structured metadata, from five minutes before the trace to five after it."
        />
      ) : (
        <LogList
          rows={shown}
          options={{ newestFirst: false, showLabels: false, fields: [] }}
          timeZone={timeZone}
          label="Logs of the trace"
          linksOf={(row) =>
            names.has(spanOf(row))
              ? [{ title: `Span ${names.get(spanOf(row))}`, href: linkToTrace(trace.traceId, spanOf(row)) }]
              : []
          }
        />
      )}
    </div>
  );
}
