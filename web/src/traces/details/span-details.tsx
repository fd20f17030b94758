import { Link2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { around, linkToExplore, linkToService, linkToTrace, logsOfTrace, quoted } from '../../app/links';
import { IconButton } from '../../controls/button';
import { Badge, Failure, Skeleton } from '../../controls/notice';
import { formatTime } from '../../format/moment';
import { formatNs } from '../../format/quantity';
import { useTime } from '../../time/time-context';
import { type SpanRecord, useSpanRecord } from '../span-record';
import type { SpanTree } from '../span-tree';
import { startMs, type Trace } from '../trace';
import { spanWarnings } from '../warnings';
import { AttributeList } from './attribute-list';
import { AttributeTable } from './attribute-table';
import { copyText } from './copy-text';
import styles from './details.module.css';
import { EventList } from './event-list';
import { LinkList } from './link-list';

interface SpanDetailsProps {
  readonly trace: Trace;
  readonly tree: SpanTree;
  readonly index: number;
  readonly color: string | undefined;
  readonly onClose: () => void;
}

const TONES = { error: 'bad', ok: 'good', unset: undefined } as const;

/** Everything that a span says, beside the waterfall. */
export function SpanDetails({ trace, tree, index, color, onClose }: SpanDetailsProps) {
  const span = tree.spans[index]!;
  const { timeZone } = useTime();
  const record = useSpanRecord(trace.traceId, span.spanId);
  const atMs = startMs(trace) + span.offsetNs / 1e6;
  const warnings = spanWarnings(tree, index);
  const link = linkToTrace(trace.traceId, span.spanId);
  return (
    <section className={styles.details} aria-label={`Span ${span.name}`}>
      <header className={styles.head}>
        <span className={styles.swatch} style={{ background: color }} />
        <div className={styles.names}>
          <strong>{span.name}</strong>
          <Link href={linkToService(span.service)}>{span.service}</Link>
        </div>
        <IconButton
          icon={Link2}
          label="Copy link to this span"
          size="small"
          onClick={() => copyText(new URL(link, window.location.href).href, 'Link')}
        />
        <IconButton icon={X} label="Close" size="small" onClick={onClose} />
      </header>
      <div className={styles.badges}>
        <Badge>{span.kind}</Badge>
        <Badge tone={TONES[span.status]}>{`status ${span.status}`}</Badge>
        {span.criticalNs > 0 && <Badge tone="accent">critical path</Badge>}
      </div>
      {span.statusMessage !== '' && <p className={styles.failure}>{span.statusMessage}</p>}
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      <dl className={styles.figures}>
        <Figure name="Duration">{formatNs(span.durationNs)}</Figure>
        <Figure name="Self time">{formatNs(span.selfNs)}</Figure>
        <Figure name="Critical path">{formatNs(span.criticalNs)}</Figure>
        <Figure name="After start">{formatNs(span.offsetNs)}</Figure>
      </dl>
      <p className={styles.when}>{formatTime(atMs, timeZone)}</p>
      <nav className={styles.ways} aria-label="Of this span">
        <Link
          href={linkToExplore(
            'logs',
            `${logsOfTrace(trace.traceId, span.service)} | span_id=${quoted(span.spanId)}`,
            around(atMs, 300_000),
          )}
        >
          Logs of this span
        </Link>
        <Link
          href={linkToExplore(
            'traces',
            `{ resource.service.name = ${quoted(span.service)} && name = ${quoted(span.name)} }`,
            around(atMs, 1_800_000),
          )}
        >
          Spans like this
        </Link>
      </nav>
      {record.isError && <Failure error={record.error} />}
      {record.isPending && <Skeleton height={160} />}
      {record.data && (
        <>
          <AttributeTable title="Attributes" scope="span" attributes={record.data.attributes} atMs={atMs} />
          <EventList events={record.data.events} durationNs={span.durationNs} />
          <LinkList links={record.data.links} />
          <AttributeTable title="Resource" scope="resource" attributes={record.data.resource} atMs={atMs} />
          <AttributeList attributes={identityOf(span, trace, record.data)} />
        </>
      )}
    </section>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What names a span, without what it has not. */
function identityOf(span: SpanTree['spans'][number], { traceId }: Trace, { scope, traceState }: SpanRecord) {
  const all = {
    Span: span.spanId,
    Parent: span.parentId,
    Trace: traceId,
    Instrumentation: scope,
    'Trace state': traceState,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
