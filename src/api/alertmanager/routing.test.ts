import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertmanagerBench } from '../../../test/support/alertmanager-api.js';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { NotifyError } from '../../alerting/notify/integration.js';

const BEGIN = Date.parse('2026-01-05T10:00:00Z');
const CONFIG = `
route:
  receiver: team
  group_by: [alertname]
  routes:
    - { matchers: ['severity="critical"', 'host=~"db.+"'], receiver: pager, continue: true, group_wait: 10s }
    - { matchers: ['severity=~"critical|warning"'], mute_time_intervals: [now], group_by: ['...'] }
time_intervals: [{ name: now, time_intervals: [{ years: ['2026'] }] }]
receivers: [{ name: team }, { name: pager }, { name: nobody }]
`;

interface Routing {
  readonly route: { readonly routes: readonly object[] };
  readonly receivers: readonly object[];
}

let clock: DrivenClock;
let bench: AlertmanagerBench;

beforeEach(async () => {
  clock = new DrivenClock(BEGIN);
  bench = await AlertmanagerBench.start(CONFIG, clock);
});
afterEach(() => bench.stop());

const routing = () => bench.get<Routing>('/api/quartet/v1/alerts/routing');
const post = (...alerts: Record<string, string>[]) =>
  bench.post(
    '/api/v2/alerts',
    alerts.map((labels) => ({ labels: { alertname: 'A', ...labels } })),
  );

describe('the routing tree', () => {
  it('has what each route is made of, also what it takes from those above it', async () => {
    const { route } = await routing();
    expect(route).toMatchObject({
      id: '{}',
      receiver: 'team',
      matchers: [],
      groupBy: ['alertname'],
      groupWait: '30s',
      groupInterval: '5m',
      repeatInterval: '4h',
      continue: false,
      alerts: 0,
      nextFlush: null,
    });
    expect(route.routes).toMatchObject([
      {
        receiver: 'pager',
        matchers: [
          { name: 'host', value: 'db.+', isRegex: true, isEqual: true },
          { name: 'severity', value: 'critical', isRegex: false, isEqual: true },
        ],
        groupBy: ['alertname'],
        groupWait: '10s',
        continue: true,
        mutedBy: [],
      },
      { receiver: 'team', groupBy: ['...'], muteTimeIntervals: ['now'], mutedBy: ['now'], continue: false },
    ]);
  });

  it('counts the alerts and groups of each route, and those kept back', async () => {
    await post({ severity: 'critical', host: 'db1' }, { severity: 'warning', host: 'web' }, {}, { host: 'x' });
    const { route } = await routing();
    expect(route).toMatchObject({ groups: 1, alerts: 2, suppressed: 0, nextFlush: '2026-01-05T10:00:30.000Z' });
    expect(route.routes).toMatchObject([
      { groups: 1, alerts: 1, nextFlush: '2026-01-05T10:00:10.000Z' },
      { groups: 2, alerts: 2, suppressed: 2 },
    ]);
  });
});

describe('receivers', () => {
  const pager = async () => (await routing()).receivers[1];

  it('say when they were last told, and that none leads to one', async () => {
    await post({ severity: 'critical', host: 'db1' });
    await clock.advance(10_000);
    const at = '2026-01-05T10:00:10.000Z';
    const [, told, unrouted] = (await routing()).receivers;
    expect(told).toEqual({
      name: 'pager',
      isRouted: true,
      integrations: [
        { name: 'webhook', index: 0, sendResolved: true, notifiedAt: at, lastAttempt: { at, error: null } },
      ],
    });
    expect(unrouted).toMatchObject({
      name: 'nobody',
      isRouted: false,
      integrations: [{ notifiedAt: null, lastAttempt: null }],
    });
  });

  it('say why the newest attempt failed, until one succeeds', async () => {
    bench.failure = new NotifyError('503: out of order', true);
    await post({ severity: 'critical', host: 'db1' });
    await clock.advance(10_000);
    expect(await pager()).toMatchObject({
      integrations: [{ notifiedAt: null, lastAttempt: { at: '2026-01-05T10:00:10.000Z', error: '503: out of order' } }],
    });
    bench.failure = undefined;
    await clock.advance(60_000);
    expect(await pager()).toMatchObject({
      integrations: [{ notifiedAt: expect.any(String), lastAttempt: { error: null } }],
    });
  });
});
