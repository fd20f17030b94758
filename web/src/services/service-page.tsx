import { List, Share2 } from 'lucide-react';
import { useMemo } from 'react';
import { Link, useParams } from 'wouter';
import { Page } from '../app/page';
import { useUrlState } from '../app/url-state';
import { Badge } from '../controls/notice';
import { Tabs } from '../controls/tabs';
import { useCourses } from '../data/samples/use-samples';
import { NO_ENVIRONMENT, PanelEnvironmentContext } from '../panels/panel-environment';
import { useTimeAlong } from '../time/time-along';
import { TimeProvider } from '../time/time-context';
import { TimeControls } from '../time/time-controls';
import { deploymentFrame, deploymentsIn } from './deployments';
import { Dependencies } from './detail/dependencies';
import { Instances } from './detail/instances';
import { Operations } from './detail/operations';
import { Overview } from './detail/overview';
import { Runtime } from './detail/runtime';
import { ServiceDashboards } from './detail/service-dashboards';
import { ServiceLogs } from './detail/service-logs';
import { ServiceTraces } from './detail/service-traces';
import { jobMatcher } from './job';
import { isLoud } from './service-list';
import styles from './services.module.css';
import { useServiceAlerts } from './use-service-list';

/** The parts of a service's page, in the order of the tabs. */
const PARTS = [
  ['overview', 'Overview', Overview],
  ['operations', 'Operations', Operations],
  ['dependencies', 'Dependencies', Dependencies],
  ['traces', 'Traces', ServiceTraces],
  ['logs', 'Logs', ServiceLogs],
  ['runtime', 'Runtime', Runtime],
  ['instances', 'Instances', Instances],
] as const;

/** All that is known of one service, with a way to explore each of it. */
export default function ServicePage() {
  const { name = '' } = useParams<{ name: string }>();
  return (
    <TimeProvider defaults={{ from: 'now-1h', to: 'now', refresh: '30s' }}>
      <ServiceDetail name={decodeURIComponent(name)} />
    </TimeProvider>
  );
}

function ServiceDetail({ name }: { name: string }) {
  const { search, update } = useUrlState();
  const along = useTimeAlong();
  const { data: alerts } = useServiceAlerts();
  const loud = (alerts?.get(name) ?? []).filter(isLoud);
  const { of } = useCourses({ versions: `count by (service_version) (target_info{${jobMatcher(name)}})` });
  const environment = useMemo(
    () => ({ ...NO_ENVIRONMENT, annotations: [deploymentFrame(deploymentsIn(of.versions))] }),
    [of.versions],
  );
  const version = of.versions
    .map(({ labels, times }) => ({ text: labels.service_version ?? '', last: times.at(-1) ?? 0 }))
    .sort((a, b) => b.last - a.last)[0]?.text;
  return (
    <Page
      title={name}
      lead={
        <>
          {version ? <span className={styles.version}>{version}</span> : null}
          {loud.length > 0 && (
            <Link href={`/alerts/firing?filter=${encodeURIComponent(name)}`}>
              <Badge tone={loud.some(({ severity }) => severity === 'critical') ? 'bad' : 'warn'}>
                {`${loud.length} firing`}
              </Badge>
            </Link>
          )}
          <Link href={along('/services')} className={styles.barLink}>
            <List size={14} aria-hidden /> List
          </Link>
          <Link href={along('/services/map')} className={styles.barLink}>
            <Share2 size={14} aria-hidden /> Map
          </Link>
          <ServiceDashboards service={name} />
        </>
      }
      actions={<TimeControls />}
    >
      <PanelEnvironmentContext.Provider value={environment}>
        <Tabs
          label="Parts of the service"
          value={PARTS.some(([id]) => id === search.get('tab')) ? search.get('tab')! : 'overview'}
          onChange={(tab) => update({ tab: tab === 'overview' ? undefined : tab })}
          tabs={PARTS.map(([id, title, Part]) => ({
            id,
            title,
            content: (
              <div className={styles.part}>
                <Part service={name} />
              </div>
            ),
          }))}
        />
      </PanelEnvironmentContext.Provider>
    </Page>
  );
}
