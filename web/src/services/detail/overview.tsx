import { Link } from 'wouter';
import { logsOfService } from '../../app/links';
import { Badge } from '../../controls/notice';
import { Stat, Stats } from '../../controls/stats';
import { useSamples } from '../../data/samples/use-samples';
import { shown } from '../../format/quantity';
import { useLevelOverrides } from '../../panels/level-overrides';
import { colored, QueryChart } from '../../panels/query-chart';
import { apdexOf } from '../apdex';
import styles from '../services.module.css';
import { severityTone } from '../severity';
import { ANSWERED, callRate, failureShare, goodBuckets, latency, ofService } from '../span-metrics';
import { apdexTone, failureTone } from '../trouble';
import { useServiceAlerts } from '../use-service-list';
import { Dependencies } from './dependencies';

const STATS_WINDOW = '5m';
const STEP = '$__rate_interval';

/** The status codes of spans, https://opentelemetry.io/docs/specs/otel/trace/api/#set-status */
const OUTCOMES = [
  ['STATUS_CODE_ERROR', 'failed', 'red'],
  ['STATUS_CODE_UNSET', 'answered', 'blue'],
  ['STATUS_CODE_OK', 'ok', 'green'],
] as const;

/** Rate, errors and duration, alerts, and whom it calls. */
export function Overview({ service }: { service: string }) {
  const matchers = ofService(service);
  const now = { matchers, window: STATS_WINDOW };
  const levels = useLevelOverrides();
  const { of } = useSamples({
    rate: callRate(now),
    failed: failureShare(now),
    p50: latency(0.5, now),
    p95: latency(0.95, now),
    p99: latency(0.99, now),
    buckets: goodBuckets(now),
  });
  const first = (samples: readonly { readonly value: number }[]) => samples[0]?.value;
  const apdex = apdexOf(of.buckets, first(of.rate) ?? 0);
  const at = { matchers, window: STEP };
  const calls = `sum by (status_code) (rate(traces_spanmetrics_calls_total{${matchers}, ${ANSWERED}}[${STEP}]))`;
  return (
    <>
      <Stats label={`Figures of the last ${STATS_WINDOW}`}>
        <Stat name="Rate" value={shown(first(of.rate), 'perSecond')} />
        <Stat name="Errors" value={shown(first(of.failed), 'share')} tone={failureTone(first(of.failed))} />
        <Stat name="p50" value={shown(first(of.p50), 'seconds')} />
        <Stat name="p95" value={shown(first(of.p95), 'seconds')} />
        <Stat name="p99" value={shown(first(of.p99), 'seconds')} />
        <Stat
          name="Apdex"
          value={apdex === undefined ? '–' : apdex.score.toFixed(2)}
          tone={apdex && apdexTone(apdex.score)}
          note={apdex && `T ${shown(apdex.satisfied, 'seconds')}`}
        />
      </Stats>
      <FiringAlerts service={service} />
      <div className={styles.charts}>
        <QueryChart
          title="Calls"
          unit="reqps"
          isStacked
          queries={[{ expr: calls, legend: '{{status_code}}' }]}
          overrides={OUTCOMES.map(([code, name, color]) => {
            const { matcher, properties } = colored(code, color);
            return { matcher, properties: [...properties, { id: 'displayName', value: name }] };
          })}
        />
        <QueryChart
          title="Errors"
          unit="percentunit"
          queries={[{ expr: failureShare(at), legend: 'failed' }]}
          overrides={[colored('failed', 'red')]}
        />
        <QueryChart
          title="Duration"
          unit="s"
          description="Diamonds are single requests; a click opens the trace."
          queries={[
            { expr: latency(0.5, at), legend: 'p50' },
            { expr: latency(0.95, at), legend: 'p95' },
            { expr: latency(0.99, at), legend: 'p99', exemplar: true },
          ]}
        />
        <QueryChart
          title="Log lines by level"
          engine="loki"
          isBars
          isStacked
          queries={[
            {
              expr: `sum by (detected_level) (count_over_time(${logsOfService(service)}[$__interval]))`,
              legend: '{{detected_level}}',
            },
          ]}
          overrides={levels}
        />
      </div>
      <Dependencies service={service} />
    </>
  );
}

function FiringAlerts({ service }: { service: string }) {
  const { data } = useServiceAlerts();
  const alerts = data?.get(service) ?? [];
  if (alerts.length === 0) return null;
  return (
    <ul className={styles.alerts} aria-label="Firing alerts">
      {alerts.map(({ fingerprint, name, severity, summary, isSilenced }) => (
        <li key={fingerprint}>
          <Badge tone={severityTone(severity)}>{severity || 'firing'}</Badge>
          <Link href={`/alerts/firing?filter=${encodeURIComponent(name)}`}>{name}</Link>
          <span>{summary}</span>
          {isSilenced && <span className={styles.version}>muted</span>}
        </li>
      ))}
    </ul>
  );
}
