import { Download, GitCompareArrows } from 'lucide-react';
import { useEffect } from 'react';
import { useParams } from 'wouter';
import { Page } from '../app/page';
import { useUrlState } from '../app/url-state';
import { TimeProvider } from '../time/time-context';
import { CompareWith } from './compare/compare-with';
import { recentTraces } from './recent-traces';
import { traceJsonPath } from './span-record';
import { endMs, startMs, traceTitle, useTrace } from './trace';
import styles from './trace.module.css';
import { TraceView } from './trace-view';

/** Half an hour to both sides, for what is shown beside the trace, ms. */
const AROUND_MS = 1_800_000;

/** `/trace/:id?span=&view=` */
export default function TracePage() {
  const { id = '' } = useParams<{ id: string }>();
  const { search, update } = useUrlState();
  const { data } = useTrace(id);
  useEffect(() => {
    if (data === undefined) return;
    const { service, name } = traceTitle(data);
    recentTraces.remember({ traceId: data.traceId, title: `${service}: ${name}` });
  }, [data]);
  const defaults =
    data === undefined
      ? {}
      : { from: String(Math.floor(startMs(data) - AROUND_MS)), to: String(Math.ceil(endMs(data) + AROUND_MS)) };
  return (
    <TimeProvider defaults={defaults}>
      <Page
        title="Trace"
        lead={<code className={styles.traceId}>{id}</code>}
        actions={
          <>
            <CompareWith traceId={id} icon={GitCompareArrows} />
            <a className={styles.download} href={traceJsonPath(id)} download={`trace-${id}.json`}>
              <Download size={16} aria-hidden />
              JSON
            </a>
          </>
        }
        isFlush
      >
        <TraceView
          traceId={id}
          spanId={search.get('span') ?? undefined}
          onSpan={(span) => update({ span }, { replace: true })}
          tab={search.get('view') ?? 'spans'}
          onTab={(view) => update({ view: view === 'spans' ? undefined : view })}
        />
      </Page>
    </TimeProvider>
  );
}
