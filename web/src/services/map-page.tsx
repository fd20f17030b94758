import { List } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { Page } from '../app/page';
import { Failure, Notice, Skeleton } from '../controls/notice';
import { useRangeSeconds, useSamples } from '../data/samples/use-samples';
import { NodeGraph } from '../graph/node-graph';
import { useTheme } from '../theme/theme';
import { useTimeAlong } from '../time/time-along';
import { TimeProvider } from '../time/time-context';
import { TimeControls } from '../time/time-controls';
import { callQueries, callsOf, graphOf, merged } from './service-graph';
import styles from './services.module.css';

/** Who calls whom, from the metrics that are made of spans; a click on a service opens it. */
export default function MapPage() {
  return (
    <TimeProvider defaults={{ from: 'now-15m', to: 'now', refresh: '30s' }}>
      <Page title="Service map" isFlush lead={<ToList />} actions={<TimeControls />}>
        <ServiceMap />
      </Page>
    </TimeProvider>
  );
}

const ToList = () => {
  const along = useTimeAlong();
  return (
    <Link href={along('/services')} className={styles.barLink}>
      <List size={14} aria-hidden /> List
    </Link>
  );
};

function ServiceMap() {
  const seconds = useRangeSeconds();
  const { of, isPending, errors } = useSamples(callQueries(`${seconds}s`));
  const along = useTimeAlong();
  const { visualization: colors, colors: theme } = useTheme();
  const { nodes, edges } = useMemo(() => {
    const palette = {
      good: colors.getColorByName('green'),
      bad: colors.getColorByName('red'),
      line: theme.border.strong,
    };
    const services = new Set(of.services.map(({ labels }) => labels.service ?? ''));
    return graphOf(merged(callsOf(of)), services, palette, along);
  }, [of.rate, of.failed, of.p95, of.services, along, colors, theme]);
  if (isPending) return <Skeleton height="100%" />;
  if (errors.rate !== undefined) return <Failure error={errors.rate} />;
  if (nodes.length === 0) {
    return (
      <Notice
        title="No calls between services in this time range"
        detail="The map is made of pairs of client and server spans: send traces of at least two services."
        action={<Link href="/explore/traces">Look at the traces</Link>}
      />
    );
  }
  return <NodeGraph label="Calls between services" nodes={nodes} edges={edges} />;
}
