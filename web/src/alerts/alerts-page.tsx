import { useLocation, useParams } from 'wouter';
import { Page } from '../app/page';
import { Tabs } from '../controls/tabs';
import { withTime } from '../services/time-along';
import { TimeProvider } from '../time/time-context';
import { TimeControls } from '../time/time-controls';
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
export default function AlertsPage() {
  const { tab } = useParams<{ tab?: string }>();
  const [, navigate] = useLocation();
  return (
    <TimeProvider defaults={{ from: 'now-1h', to: 'now', refresh: '30s' }}>
      <Page title="Alerts" actions={<TimeControls />}>
        <Tabs
          label="Alerting"
          value={TABS.find(([id]) => id === tab)?.[0] ?? 'firing'}
          onChange={(id) => navigate(withTime(`/alerts/${id}`, new URLSearchParams(window.location.search)))}
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
