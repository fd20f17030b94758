import { useLocation, useParams } from 'wouter';
import { Page } from '../app/page';
import { Tabs } from '../controls/tabs';
import { withTime } from '../services/time-along';
import { TimeProvider } from '../time/time-context';
import { TimeControls } from '../time/time-controls';
import { CardinalityTab } from './cardinality-tab';
import { ConfigTab } from './config-tab';
import { IngestionTab } from './ingestion-tab';
import { OverviewTab } from './overview-tab';
import { QueriesTab } from './queries-tab';
import styles from './status.module.css';
import { StorageTab } from './storage-tab';
import { TargetsTab } from './targets-tab';

const TABS = [
  ['overview', 'Overview', OverviewTab],
  ['ingestion', 'Ingestion', IngestionTab],
  ['storage', 'Storage', StorageTab],
  ['cardinality', 'Cardinality', CardinalityTab],
  ['queries', 'Queries', QueriesTab],
  ['targets', 'Targets', TargetsTab],
  ['configuration', 'Configuration', ConfigTab],
] as const;

/** How the program itself is. */
export default function StatusPage() {
  const { tab } = useParams<{ tab?: string }>();
  const [, navigate] = useLocation();
  return (
    <TimeProvider defaults={{ from: 'now-1h', to: 'now', refresh: '30s' }}>
      <Page title="Status" actions={<TimeControls />}>
        <Tabs
          label="Status"
          value={TABS.find(([id]) => id === tab)?.[0] ?? 'overview'}
          onChange={(id) => navigate(withTime(`/status/${id}`, new URLSearchParams(window.location.search)))}
          tabs={TABS.map(([id, title, Content]) => ({
            id,
            title,
            content: (
              <div className={styles.tab}>
                <Content />
              </div>
            ),
          }))}
        />
      </Page>
    </TimeProvider>
  );
}
