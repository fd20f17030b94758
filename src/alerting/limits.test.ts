import { afterEach, expect, it } from 'vitest';
import { AlertmanagerBench } from '../../test/support/alertmanager-api.js';
import { DrivenClock } from '../../test/support/driven-clock.js';
import type { AlertmanagerLimits } from '../model/alertmanager-limits.js';
import { Metrics } from '../telemetry/metrics.js';

const CONFIG = `
route: { receiver: team, group_by: [alertname], group_wait: 10s, group_interval: 1m }
receivers: [{ name: team }]
`;

let bench: AlertmanagerBench;
let clock: DrivenClock;

async function start(limits: Partial<AlertmanagerLimits>): Promise<void> {
  clock = new DrivenClock(Date.UTC(2026, 0, 1));
  bench = await AlertmanagerBench.start(CONFIG, clock, '', limits);
}
afterEach(() => bench.stop());

const post = (...names: string[]) =>
  bench.alertmanager.post(
    names.map((name) => ({
      labels: ['alertname', name],
      annotations: [],
      generatorUrl: 'u',
      startsAtMs: undefined,
      endsAtMs: undefined,
    })),
  );

const known = async () => (await bench.alertmanager.alerts()).map(({ labels, state }) => `${labels[1]} ${state}`);

const told = () => bench.told.map(({ alerts }) => alerts.map(({ labels }) => labels[1]).join());

async function figure(name: string): Promise<number | undefined> {
  const metrics = new Metrics('test');
  bench.alertmanager.describeTo(metrics);
  const found = await metrics.registry.getSingleMetric(name)!.get();
  return found.values[0]?.value;
}

it('takes no more alerts than the tenant may have, but what is new of those it has', async () => {
  await start({ alertmanagerMaxAlertsCount: 2 });
  expect(await post('a', 'b', 'c')).toEqual(['too many alerts, limit: 2 (alertmanager_max_alerts_count)']);
  expect(await post('a', 'b')).toEqual([]);
  expect(await known()).toEqual(['a active', 'b active']);
  expect(await figure('cortex_alertmanager_alerts_insert_limited_total')).toBe(1);
});

it('takes no more bytes of alerts than the tenant may have', async () => {
  await start({ alertmanagerMaxAlertsSizeBytes: 25 });
  expect(await post('a', 'b', 'cc')).toEqual([
    'alerts too big, total size limit: 25 bytes (alertmanager_max_alerts_size_bytes)',
  ]);
  expect(await post('b', 'a')).toEqual([]);
});

it('begins no more groups than the tenant may have; those that there are go on', async () => {
  await start({ alertmanagerMaxDispatcherAggregationGroups: 1 });
  await post('a', 'b');
  expect(await known()).toEqual(['a active', 'b unprocessed']);
  await post('a');
  await clock.advance(10_000);
  expect(told()).toEqual(['a']);
  expect(await figure('cortex_alertmanager_dispatcher_aggregation_group_limit_reached_total')).toBe(1);
});

it('sends no more than the tenant may; the next flush tells the others', async () => {
  await start({ alertmanagerNotificationRateLimitPerIntegration: ['webhook=0.02'] });
  await post('a', 'b');
  await clock.advance(10_000);
  expect(told()).toEqual(['a']);
  expect(await figure('cortex_alertmanager_notification_rate_limited_total')).toBe(1);
  await clock.advance(60_000);
  expect(told()).toEqual(['a', 'b']);
});
