import { Badge, Failure, Notice, Skeleton } from '../../controls/notice';
import { DataTable } from '../../controls/table/data-table';
import { useRangeSeconds, useSamples } from '../../data/samples/use-samples';
import { shown } from '../../format/quantity';
import { QueryChart } from '../../panels/query-chart';
import styles from '../alerts.module.css';
import { useReceivers } from '../use-alerting';

/** The receivers, and what was sent by each kind of integration over the page's time. */
export function Receivers() {
  const { data, error } = useReceivers();
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
        {data?.map(({ name }) => (
          <Badge key={name}>{name}</Badge>
        ))}
      </header>
      <div className={styles.details}>
        {error !== null && <Failure error={error} />}
        {data === undefined && error === null && <Skeleton height={80} />}
        <DataTable
          label="Notifications"
          rows={rows}
          keyOf={({ kind }) => kind}
          columns={[
            { id: 'kind', title: 'Integration', sortBy: ({ kind }) => kind, cell: ({ kind }) => kind },
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
