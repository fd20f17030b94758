import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { linkToExplore, linkToTrace } from '../../app/links';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import { Select } from '../../controls/select';
import { plural } from '../../format/quantity';
import { LogList } from '../../logs/log-list';
import type { LogRow } from '../../logs/log-row';
import { useTime } from '../../time/time-context';
import { endMs, startMs, type Trace } from '../trace';
import styles from './beside.module.css';
import { MOST_LINES, traceLogql, useTraceLogs } from './use-trace-logs';

interface TraceLogsProps {
  readonly trace: Trace;
  /** The span that is open: its lines alone can be shown. */
  readonly spanId: string | undefined;
}

const MARGINS = [
  { value: 10_000, label: '± 10 s' },
  { value: 60_000, label: '± 1 min' },
  { value: 600_000, label: '± 10 min' },
  { value: 3_600_000, label: '± 1 h' },
];

const spanOf = ({ labels }: LogRow): string => labels.span_id ?? labels.spanId ?? '';

/** What the services wrote while the trace ran. */
export function TraceLogs({ trace, spanId }: TraceLogsProps) {
  const { timeZone } = useTime();
  const [marginMs, setMarginMs] = useState(60_000);
  const [scope, setScope] = useState<'trace' | 'span'>('trace');
  const ownSpan = scope === 'span' ? spanId : undefined;
  const { data, error } = useTraceLogs(trace, { spanId: ownSpan, marginMs });
  const names = useMemo(() => new Map(trace.spans.map((span) => [span.spanId, span.name])), [trace.spans]);
  const range = { from: Math.floor(startMs(trace) - marginMs), to: Math.ceil(endMs(trace) + marginMs) };
  const content = () => {
    if (error !== null) return <Failure error={error} />;
    if (data === undefined) return <Skeleton height={240} />;
    if (data.length === 0) {
      return (
        <Notice
          title={
            ownSpan === undefined
              ? 'No log line carries the id of this trace'
              : 'No log line carries the id of this span'
          }
          detail="Lines are found by trace_id and span_id in their structured metadata."
        />
      );
    }
    return (
      <LogList
        rows={data}
        options={{ newestFirst: false }}
        timeZone={timeZone}
        label="Logs of the trace"
        linksOf={(row) =>
          names.has(spanOf(row))
            ? [{ title: `Span ${names.get(spanOf(row))}`, href: linkToTrace(trace.traceId, spanOf(row)) }]
            : []
        }
      />
    );
  };
  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        {spanId !== undefined && (
          <Segments
            label="Lines of"
            value={scope}
            options={[
              { value: 'trace', label: 'Whole trace' },
              { value: 'span', label: `Span ${names.get(spanId) ?? spanId}` },
            ]}
            onChange={setScope}
          />
        )}
        <Select label="Time around the trace" value={marginMs} options={MARGINS} onChange={setMarginMs} />
        {data !== undefined && (
          <span className={styles.hint}>
            {data.length < MOST_LINES ? plural(data.length, 'line') : `the first ${plural(data.length, 'line')}`}
          </span>
        )}
        <Link href={linkToExplore('logs', traceLogql(trace.traceId, ownSpan), range)} className={styles.end}>
          Open in explore
        </Link>
      </div>
      {content()}
    </div>
  );
}
