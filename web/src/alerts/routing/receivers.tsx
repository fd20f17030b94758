import { Badge, Failure, Notice, Skeleton } from '../../controls/notice';
import { DataTable } from '../../controls/table/data-table';
import { useRangeSeconds, useSamples } from '../../data/samples/use-samples';
import { moment, since } from '../../format/moment';
import { shown } from '../../format/quantity';
import { QueryChart } from '../../panels/query-chart';
import { useTime } from '../../time/time-context';
import type { Receiver } from '../alerting-api';
import styles from '../alerts.module.css';
import { useRouting } from '../use-alerting';

/** The receivers with the newest notification of each, and what was sent by each kind of integration over the page's time. */
export function Receivers() {
  const { data, error } = useRouting();
  const window = `${useRangeSeconds()}s`;
  const { of } = useSamples({
    sent: `sum by (integration) (increase(alertmanager_notifications_total[${window}]))`,
    failed: `sum by (integration) (increase(alertmanager_notifications_failed_total[${window}]))`,
    latency: `histogram_quantile(0.95, sum by (integration, le) (rate(alertmanager_notification_latency_seconds_bucket[${window}])))`,
  });
  const valueOfKind = (samples: typeof of.sent, kind: string) =>
    samples.find(({ labels }) => labels.integration === kind)?.value;
  const rows = of.sent.map(({ labels, value }) => {
    const kind = labels.integration ?? '';
    return { kind, sent: value, failed: valueOfKind(of.failed, kind) ?? 0, latency: valueOfKind(of.latency, kind) };
  });
  return (
    <section className={styles.group} aria-label="Receivers">
      <header className={styles.groupHead}>
        <h2>Receivers</h2>
      </header>
      <div className={styles.details}>
        {error !== null && <Failure error={error} />}
        {data === undefined && error === null && <Skeleton height={80} />}
        {data !== undefined && <NewestNotifications receivers={data.receivers} />}
        <DataTable
          label="Notifications"
          rows={rows}
          keyOf={({ kind }) => kind}
          columns={[
            { id: 'kind', title: 'Integration', sortBy: ({ kind }) => kind },
            {
              id: 'sent',
              title: 'Sent',
              isNumber: true,
              sortBy: ({ sent }) => sent,
              cell: ({ sent }) => sent.toFixed(0),
            },
            {
              id: 'failed',
              title: 'Failed',
              isNumber: true,
              sortBy: ({ failed }) => failed,
              cell: ({ failed }) => (failed > 0 ? <Badge tone="bad">{failed.toFixed(0)}</Badge> : '0'),
            },
            {
              id: 'latency',
              title: 'p95',
              isNumber: true,
              sortBy: ({ latency }) => latency,
              cell: ({ latency }) => shown(latency, 'seconds'),
            },
          ]}
          empty={
            <Notice title="Nothing was sent in this time" detail="Notifications count here by their integration." />
          }
        />
        {rows.length > 0 && (
          <QueryChart
            title="Notifications that failed"
            height={160}
            queries={[
              {
                expr: 'sum by (integration) (increase(alertmanager_notifications_failed_total[$__rate_interval]))',
                legend: '{{integration}}',
              },
            ]}
          />
        )}
      </div>
    </section>
  );
}

interface Told {
  readonly receiver: string;
  readonly isRouted: boolean;
  readonly integration: Receiver['integrations'][number] | undefined;
}

/** Each way of each receiver: when it was last told, and why the newest attempt failed. */
function NewestNotifications({ receivers }: { receivers: readonly Receiver[] }) {
  const { timeZone } = useTime();
  const rows = receivers.flatMap(({ name: receiver, isRouted, integrations }): Told[] =>
    integrations.length === 0
      ? [{ receiver, isRouted, integration: undefined }]
      : integrations.map((integration) => ({ receiver, isRouted, integration })),
  );
  return (
    <DataTable
      stacks
      label="Newest notifications"
      rows={rows}
      keyOf={({ receiver, integration }) => `${receiver} ${integration?.name} ${integration?.index}`}
      columns={[
        {
          id: 'receiver',
          title: 'Receiver',
          sortBy: ({ receiver }) => receiver,
          cell: ({ receiver, isRouted }) => (
            <>
              {receiver} {!isRouted && <Badge title="No route of the configuration names it">no route</Badge>}
            </>
          ),
        },
        {
          id: 'integration',
          title: 'Integration',
          sortBy: ({ integration }) => integration?.name,
          cell: ({ integration }) =>
            integration === undefined ? 'none: it tells nobody' : `${integration.name}[${integration.index}]`,
        },
        {
          id: 'notified',
          title: 'Last told',
          sortBy: ({ integration }) => Date.parse(integration?.notifiedAt ?? ''),
          cell: ({ integration }) => <Ago at={integration?.notifiedAt} timeZone={timeZone} />,
        },
        {
          id: 'outcome',
          title: 'Newest attempt',
          isWide: true,
          cell: ({ integration }) => <Outcome attempt={integration?.lastAttempt} timeZone={timeZone} />,
        },
      ]}
    />
  );
}

const Ago = ({ at, timeZone }: { at: string | null | undefined; timeZone: string }) =>
  at == null ? (
    <span className={styles.note}>never</span>
  ) : (
    <time dateTime={at} title={moment(at, timeZone)}>{`${since(Date.parse(at), Date.now())} ago`}</time>
  );

type Attempt = Receiver['integrations'][number]['lastAttempt'];

function Outcome({ attempt, timeZone }: { attempt: Attempt | undefined; timeZone: string }) {
  if (attempt == null) return <span className={styles.note}>none since the start</span>;
  return (
    <>
      <Badge tone={attempt.error === null ? 'good' : 'bad'}>{attempt.error === null ? 'taken' : 'failed'}</Badge>{' '}
      <Ago at={attempt.at} timeZone={timeZone} />
      {attempt.error !== null && <span className={styles.problem}>{` ${attempt.error}`}</span>}
    </>
  );
}
