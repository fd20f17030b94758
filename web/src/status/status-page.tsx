import { TabbedPage } from '../time/tabbed-page';
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
export default () => <TabbedPage title="Status" path="/status" tabs={TABS} className={styles.tab} />;
