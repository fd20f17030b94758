import { ArrowLeftRight } from 'lucide-react';
import { useMemo } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { linkToTrace } from '../app/links';
import { Page } from '../app/page';
import { useUrlState } from '../app/url-state';
import { Button } from '../controls/button';
import { Badge, Failure, Skeleton, type Tone } from '../controls/notice';
import { Tabs } from '../controls/tabs';
import { formatTime } from '../format/moment';
import { formatNs, plural } from '../format/quantity';
import { TimeProvider, useTime } from '../time/time-context';
import { ChangeTable, OperationTable } from './compare/change-tables';
import styles from './compare/compare.module.css';
import { MarkedTree } from './compare/marked-tree';
import { markLeft, markRight } from './compare/structure';
import { type DiffSummary, type TracePatch, useTraceDiff } from './compare/trace-diff';
import { useServiceColors } from './service-colors';
import { startMs, type Trace, traceTitle, useTrace } from './trace';

/** `/compare/:left/:right?view=` */
export default function ComparePage() {
  const { left = '', right = '' } = useParams<{ left: string; right: string }>();
  const [, navigate] = useLocation();
  const traces = [useTrace(left), useTrace(right)] as const;
  const diff = useTraceDiff(left, right);
  const error = traces[0].error ?? traces[1].error ?? diff.error;
  const content = () => {
    if (error !== null) return <Failure title="These traces cannot be compared" error={error} />;
    if (traces[0].data === undefined || traces[1].data === undefined || diff.data === undefined) {
      return <Skeleton height={400} />;
    }
    return <Comparison left={traces[0].data} right={traces[1].data} {...diff.data} />;
  };
  return (
    <TimeProvider>
      <Page
        title="Compare traces"
        actions={
          <Button icon={ArrowLeftRight} onClick={() => navigate(`/compare/${right}/${left}`)}>
            Swap
          </Button>
        }
        isFlush
      >
        <div className={styles.page}>{content()}</div>
      </Page>
    </TimeProvider>
  );
}

interface ComparisonProps {
  readonly left: Trace;
  readonly right: Trace;
  readonly patch: TracePatch;
  readonly summary: DiffSummary;
}

function Comparison({ left, right, patch, summary }: ComparisonProps) {
  const { search, update } = useUrlState();
  const spans = useMemo(() => [...left.spans, ...right.spans], [left, right]);
  const colors = useServiceColors(spans);
  const leftRows = useMemo(() => markLeft(left.spans, patch), [left, patch]);
  const rightRows = useMemo(() => markRight(right.spans, patch), [right, patch]);
  const { stats } = patch;
  const structure = (
    <div className={styles.trees}>
      <MarkedTree label="Spans of the left trace" traceId={left.traceId} rows={leftRows} colors={colors} />
      <MarkedTree label="Spans of the right trace" traceId={right.traceId} rows={rightRows} colors={colors} />
    </div>
  );
  return (
    <>
      <div className={styles.sides}>
        <Side name="Left" trace={left} />
        <Side name="Right" trace={right} />
      </div>
      <div className={styles.signals}>
        {SIGNALS.map(([signal, title, tones]) => {
          const value = summary.signals[signal];
          return <Badge key={signal} tone={tones[value]}>{`${title} ${value}`}</Badge>;
        })}
        <span className={styles.hint}>
          {`${Math.round(summary.trust.matchedSpanRatio * 100)}% of the spans are in both: ${plural(stats.matchedSpans, 'span')}, ${stats.modifiedSpans} of them changed; ${stats.addedSpans} new, ${stats.removedSpans} missing.`}
        </span>
      </div>
      <Tabs
        label="Comparison"
        value={search.get('view') ?? 'structure'}
        onChange={(view) => update({ view: view === 'structure' ? undefined : view })}
        tabs={[
          { id: 'structure', title: 'Structure', content: structure },
          { id: 'operations', title: 'Operations', content: <OperationTable left={left} right={right} /> },
          { id: 'changes', title: 'Changes', content: <ChangeTable patch={patch} /> },
        ]}
      />
    </>
  );
}

type Tones = Readonly<Record<string, Tone | undefined>>;

/** More of these is worse. */
const WORSE: Tones = { increased: 'bad', decreased: 'good' };
const DIFFERENT: Tones = { increased: 'accent', decreased: 'accent', changed: 'accent' };

const SIGNALS: readonly (readonly [signal: keyof DiffSummary['signals'], title: string, tones: Tones])[] = [
  ['traceLatency', 'Duration', WORSE],
  ['errors', 'Errors', WORSE],
  ['spanCount', 'Spans', DIFFERENT],
  ['structure', 'Structure', DIFFERENT],
];

function Side({ name, trace }: { name: string; trace: Trace }) {
  const { timeZone } = useTime();
  const title = traceTitle(trace);
  return (
    <section className={styles.side} aria-label={name}>
      <span className={styles.hint}>{name}</span>
      <Link href={linkToTrace(trace.traceId)}>
        {title.service}: {title.name}
      </Link>
      <span>{`${formatNs(trace.durationNs)}, ${plural(trace.spanCount, 'span')}, ${plural(trace.errorCount, 'error')}`}</span>
      <span className={styles.hint}>{formatTime(startMs(trace), timeZone)}</span>
    </section>
  );
}
