import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { ApiError } from '../api/http';
import { Button } from '../controls/button';
import { Failure, Notice, Skeleton } from '../controls/notice';
import { Tabs } from '../controls/tabs';
import { NodeGraph } from '../graph/node-graph';
import { TraceLogs } from './beside/trace-logs';
import { TraceMetrics } from './beside/trace-metrics';
import { FlameGraph } from './flame/flame-graph';
import { useServiceColors } from './service-colors';
import { type SpanTree, spanTree } from './span-tree';
import { SpansPanel } from './spans-panel';
import { type Trace, useTrace } from './trace';
import styles from './trace.module.css';
import { traceGraph } from './trace-graph';
import { TraceHeader } from './trace-header';

export interface TraceViewProps {
  readonly traceId: string;
  /** Whose details are open. Without `onSpan` the view keeps that itself. */
  readonly spanId?: string | undefined;
  readonly onSpan?: (spanId: string | undefined) => void;
  readonly tab?: string | undefined;
  readonly onTab?: (tab: string) => void;
}

/** A trace from all sides. Fills its parent; needs a TimeProvider for the time zone. */
export function TraceView(props: TraceViewProps) {
  const { data, error, isPending, isFetching, refetch } = useTrace(props.traceId);
  if (isPending) return <Loading />;
  if (data === undefined) {
    const again = (
      <Button size="small" disabled={isFetching} onClick={() => refetch()}>
        Look again
      </Button>
    );
    if (error instanceof ApiError && error.status === 404) {
      return (
        <Notice
          title={`There is no trace ${props.traceId}`}
          detail="It was not sampled, is older than what is kept, or is still under way."
          action={
            <>
              {again}
              <Link href="/explore/traces">Search for traces</Link>
            </>
          }
        />
      );
    }
    return <Failure error={error} action={again} />;
  }
  return <LoadedTrace {...props} key={data.traceId} trace={data} />;
}

const Loading = () => (
  <div className={styles.view}>
    <Skeleton height={88} />
    <Skeleton height={56} />
    <Skeleton height={320} />
  </div>
);

function LoadedTrace({ trace, ...props }: TraceViewProps & { trace: Trace }) {
  const [ownSpan, setOwnSpan] = useState(props.spanId);
  const [ownTab, setOwnTab] = useState('spans');
  const tree = useMemo(() => spanTree(trace.spans), [trace.spans]);
  const colors = useServiceColors(trace.spans);
  const spanId = props.onSpan === undefined ? ownSpan : props.spanId;
  const onSpan = props.onSpan ?? setOwnSpan;
  const shared = { trace, tree, colors, spanId, onSpan };
  return (
    <div className={styles.view}>
      <TraceHeader trace={trace} colors={colors} />
      <Tabs
        label="Views of the trace"
        value={props.tab ?? ownTab}
        onChange={props.onTab ?? setOwnTab}
        tabs={[
          { id: 'spans', title: 'Spans', content: <SpansPanel {...shared} /> },
          { id: 'flame', title: 'Flame graph', content: <FlameGraph tree={tree} colors={colors} /> },
          { id: 'graph', title: 'Services', content: <ServiceGraph {...shared} /> },
          { id: 'logs', title: 'Logs', content: <TraceLogs trace={trace} spanId={spanId} /> },
          { id: 'metrics', title: 'Metrics', content: <TraceMetrics trace={trace} /> },
        ]}
      />
    </div>
  );
}

interface ServiceGraphProps {
  readonly trace: Trace;
  readonly tree: SpanTree;
  readonly colors: ReadonlyMap<string, string>;
}

function ServiceGraph({ trace, tree, colors }: ServiceGraphProps) {
  const { nodes, edges } = useMemo(() => traceGraph(trace, tree, colors), [trace, tree, colors]);
  return <NodeGraph nodes={nodes} edges={edges} label="Services of the trace" />;
}
