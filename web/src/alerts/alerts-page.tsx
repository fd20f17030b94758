import { TabbedPage } from '../time/tabbed-page';
import styles from './alerts.module.css';
import { FiringTab } from './firing/firing-tab';
import { RoutingTab } from './routing/routing-tab';
import { RulesTab } from './rules/rules-tab';
import { SilencesTab } from './silences/silences-tab';

const TABS = [
  ['firing', 'Firing', FiringTab],
  ['rules', 'Rules', RulesTab],
  ['silences', 'Silences', SilencesTab],
  ['routing', 'Routing', RoutingTab],
] as const;

/** What fires, by which rules, what is muted, and whom it reaches. */
export default () => <TabbedPage title="Alerts" path="/alerts" tabs={TABS} className={styles.tab} />;
