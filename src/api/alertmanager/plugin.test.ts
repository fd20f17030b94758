import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertmanagerBench } from '../../../test/support/alertmanager-api.js';
import { DrivenClock } from '../../../test/support/driven-clock.js';

const BEGIN = Date.parse('2026-01-05T10:00:00Z');
const MINUTE = 60_000;
const CONFIG = `
route:
  receiver: team
  group_by: [alertname]
  routes:
    - { matchers: ['severity="critical"'], receiver: pager, mute_time_intervals: [never] }
inhibit_rules:
  - { source_matchers: ['alertname="Root"'], target_matchers: ['severity="warning"'], equal: [cluster] }
time_intervals: [{ name: never, time_intervals: [{ years: ['2099'] }] }]
receivers:
  - name: team
  - name: pager
    webhook_configs: [{ url: 'http://user:hidden@127.0.0.1/' }]
`;

let clock: DrivenClock;
let bench: AlertmanagerBench;

beforeEach(async () => {
  clock = new DrivenClock(BEGIN);
  bench = await AlertmanagerBench.start(CONFIG, clock);
});
afterEach(() => bench.stop());

interface ShownAlert {
  readonly labels: Record<string, string>;
  readonly status: { readonly state: string; readonly silencedBy: string[]; readonly inhibitedBy: string[] };
  readonly fingerprint: string;
}

const alert = (alertname: string, labels: Record<string, string> = {}) => ({ labels: { alertname, ...labels } });
const postAlerts = (...alerts: unknown[]) => bench.post('/api/v2/alerts', alerts);
const names = async (query = '') =>
  (await bench.get<ShownAlert[]>(`/api/v2/alerts${query}`)).map(({ labels }) => labels.alertname).sort();

const silence = (change: object = {}) => ({
  matchers: [{ name: 'alertname', value: 'A', isRegex: false }],
  startsAt: new Date(BEGIN).toISOString(),
  endsAt: new Date(BEGIN + 60 * MINUTE).toISOString(),
  createdBy: 'ann',
  comment: 'deploy',
  ...change,
});

describe('alerts', () => {
  it('are shown as they were posted, with their state', async () => {
    const answer = await postAlerts({
      labels: { alertname: 'A', severity: 'critical', empty: '' },
      annotations: { summary: 'größer' },
      startsAt: '2026-01-05T11:59:00.123456789+02:00',
      generatorURL: 'http://prometheus/graph?g0.expr=up',
    });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
    expect(await bench.get('/api/v2/alerts')).toEqual([
      {
        annotations: { summary: 'größer' },
        endsAt: '2026-01-05T10:05:00.000Z',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        receivers: [{ name: 'pager' }],
        startsAt: '2026-01-05T09:59:00.123Z',
        status: { inhibitedBy: [], mutedBy: [], silencedBy: [], state: 'active' },
        updatedAt: '2026-01-05T10:00:00.000Z',
        generatorURL: 'http://prometheus/graph?g0.expr=up',
        labels: { alertname: 'A', severity: 'critical' },
      },
    ]);
  });

  it('come by fingerprint, and only those that are asked for', async () => {
    await postAlerts(
      alert('A', { severity: 'critical' }),
      alert('B', { severity: 'warning', cluster: 'x' }),
      alert('Root', { cluster: 'x' }),
      alert('C', { größe: 'klein' }),
    );
    expect((await bench.post('/api/v2/silences', silence())).statusCode).toBe(200);
    const all = await bench.get<ShownAlert[]>('/api/v2/alerts');
    expect(all.map(({ fingerprint }) => fingerprint)).toEqual(all.map(({ fingerprint }) => fingerprint).sort());
    expect(await names('?active=false')).toEqual(['A', 'B']);
    expect(await names('?silenced=false')).toEqual(['B', 'C', 'Root']);
    expect(await names('?inhibited=false&silenced=no')).toEqual(['C', 'Root']);
    expect(await names('?receiver=pag.r')).toEqual(['A']);
    expect(await names('?receiver=pag')).toEqual([]);
    expect(await names(`?filter=${encodeURIComponent('{"größe"=~"kl.*"}')}`)).toEqual(['C']);
    expect(await names('?filter=severity%3D~%22.%2B%22&filter=alertname!%3DA')).toEqual(['B']);
    const inhibited = all.find(({ labels }) => labels.alertname === 'B')!;
    expect(inhibited.status.inhibitedBy).toEqual([all.find(({ labels }) => labels.alertname === 'Root')!.fingerprint]);
  });

  it('are shown by group, the groups by their labels', async () => {
    await postAlerts(alert('B'), alert('A', { severity: 'critical' }), alert('A', { host: 'x' }), alert('A'));
    const groups = await bench.get<{ labels: object; receiver: object; alerts: unknown[] }[]>('/api/v2/alerts/groups');
    expect(groups.map(({ labels, receiver, alerts }) => [labels, receiver, alerts.length])).toEqual([
      [{ alertname: 'A' }, { name: 'pager' }, 1],
      [{ alertname: 'A' }, { name: 'team' }, 2],
      [{ alertname: 'B' }, { name: 'team' }, 1],
    ]);
    expect(await bench.get('/api/v2/alerts/groups?receiver=pager&active=false')).toEqual([]);
  });

  it('that are right are taken though others are not', async () => {
    const answer = await postAlerts(
      alert('A'),
      { labels: {} },
      { ...alert('B'), startsAt: '2026-01-05T10:00:00Z', endsAt: '2026-01-05T09:00:00Z' },
      alert('C', { long: 'x'.repeat(1 << 20) }),
    );
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toBe(
      'at least one label pair required; start time must be before end time; ' +
        'an alert may have 65536 characters, not 1048590',
    );
    expect(await names()).toEqual(['A']);
  });

  it('may be 10,000 at once', { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => alert('Many', { instance: `host-${i}` }));
    expect((await postAlerts(...many)).statusCode).toBe(200);
    expect(await bench.get<unknown[]>('/api/v2/alerts')).toHaveLength(10_000);
  });

  it.each([
    [undefined, 422, { code: 602, message: 'alerts in body is required' }],
    ['[', 400, { code: 400, message: expect.stringContaining('parsing body failed') }],
    ['{}', 400, { code: 400, message: 'parsing alerts body failed: it must be a list of alerts' }],
    [[{}], 422, { code: 602, message: '0.labels in body is required' }],
    [[alert('A'), 7], 400, { code: 400, message: 'parsing body failed: 1 must be an object' }],
    [[{ labels: { a: 1 } }], 400, { code: 400, message: 'parsing body failed: 0.labels.a must be a text' }],
    [
      [{ ...alert('A'), startsAt: '2026-02-31T00:00:00Z' }],
      400,
      { code: 400, message: expect.stringContaining('0.startsAt must be a time such as') },
    ],
    [
      [{ ...alert('A'), generatorURL: 'no url' }],
      422,
      { code: 601, message: '0.generatorURL in body must be of type uri: "no url"' },
    ],
  ])('are refused where the body is %j', async (body, status, expected) => {
    const answer = await bench.post('/api/v2/alerts', body ?? '');
    expect([answer.statusCode, answer.json()]).toEqual([status, expected]);
    expect(await names()).toEqual([]);
  });

  it('of a body that is too large are refused', async () => {
    const answer = await bench.post('/api/v2/alerts', ' '.repeat((16 << 20) + 1));
    expect([answer.statusCode, answer.json().code]).toEqual([413, 413]);
  });

  it.each([
    ['an expression that is none', 'filter=a%3D~%22(%22', 'bad matcher format: '],
    ['a matcher that is none', 'filter=nothing', 'bad matcher format: '],
    ['too many filters', Array(101).fill('filter=a%3Db').join('&'), '101 filters; at most 100'],
    ['a receiver that is no expression', 'receiver=(', 'failed to parse receiver param: '],
  ])('are not told for %s', async (_what, query, message) => {
    const answer = await bench.app.inject(`/api/v2/alerts?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toContain(message);
  });
});

describe('silences', () => {
  it('are made, shown, changed and expired', async () => {
    const made = await bench.post('/api/v2/silences', silence());
    const { silenceID: id } = made.json<{ silenceID: string }>();
    expect(await bench.get(`/api/v2/silence/${id}`)).toEqual({
      id,
      status: { state: 'active' },
      updatedAt: '2026-01-05T10:00:00.000Z',
      comment: 'deploy',
      createdBy: 'ann',
      endsAt: '2026-01-05T11:00:00.000Z',
      matchers: [{ isEqual: true, isRegex: false, name: 'alertname', value: 'A' }],
      startsAt: '2026-01-05T10:00:00.000Z',
    });
    const longer = await bench.post('/api/v2/silences', silence({ id, endsAt: '2026-01-05T12:00:00.000Z' }));
    expect(longer.json()).toEqual({ silenceID: id });
    const expire = () => bench.app.inject({ method: 'DELETE', url: `/api/v2/silence/${id}` });
    const expired = await expire();
    expect([expired.statusCode, expired.body]).toEqual([200, '']);
    const again = await expire();
    expect([again.statusCode, again.json()]).toEqual([500, `silence ${id} already expired`]);
    const audit = await bench.get<{ records: { change: string; by: string; why: string }[] }>(
      '/api/quartet/v1/silences/audit',
    );
    expect(audit.records.map(({ change, by, why }) => [change, by, why])).toEqual(
      expect.arrayContaining(['created', 'updated', 'expired'].map((change) => [change, 'ann', 'deploy'])),
    );
  });

  it('come with the active ones first, and only those that are asked for', async () => {
    const at = (minutes: number) => new Date(BEGIN + minutes * MINUTE).toISOString();
    const make = async (comment: string, change: object) =>
      (await bench.post('/api/v2/silences', silence({ comment, ...change }))).json<{ silenceID: string }>().silenceID;
    await make('pending', { startsAt: at(5), endsAt: at(7) });
    await make('second', { endsAt: at(60), matchers: [{ name: 'x', value: 'y', isRegex: true, isEqual: true }] });
    await make('first', { endsAt: at(30) });
    const gone = await make('gone', { endsAt: at(10) });
    await bench.app.inject({ method: 'DELETE', url: `/api/v2/silence/${gone}` });
    const shown = async (query = '') =>
      (await bench.get<{ comment: string; status: { state: string } }[]>(`/api/v2/silences${query}`)).map(
        ({ comment, status }) => `${comment} ${status.state}`,
      );
    expect(await shown()).toEqual(['first active', 'second active', 'pending pending', 'gone expired']);
    expect(await shown('?filter=x%3Dy')).toEqual(['second active']);
  });

  it.each([
    [{ comment: undefined }, 422, { code: 602, message: 'comment in body is required' }],
    [{ matchers: [] }, 422, { code: 612, message: 'matchers in body should have at least 1 items' }],
    [{ matchers: [{ name: 'a', value: 'b' }] }, 422, { code: 602, message: 'matchers.0.isRegex in body is required' }],
    [{ startsAt: 'soon' }, 400, { code: 400, message: expect.stringContaining('startsAt must be a time') }],
    [{ endsAt: '2026-01-05T09:00:00Z' }, 400, 'Failed to create silence: start time must be before end time'],
    [
      { startsAt: '2026-01-05T08:00:00Z', endsAt: '2026-01-05T09:00:00Z' },
      400,
      "Failed to create silence: end time can't be in the past",
    ],
    [
      { matchers: [{ name: 'a', value: '(', isRegex: true }] },
      400,
      expect.stringContaining('is not a regular expression'),
    ],
    [
      { matchers: [{ name: 'a', value: '', isRegex: false }] },
      400,
      'invalid silence: at least one matcher must not match the empty string',
    ],
    [{ id: '00000000-0000-0000-0000-000000000000' }, 404, expect.stringContaining('not found')],
  ])('are refused with %j', async (change, status, expected) => {
    const answer = await bench.post('/api/v2/silences', silence(change));
    expect([answer.statusCode, answer.json()]).toEqual([status, expected]);
    expect(await bench.get('/api/v2/silences')).toEqual([]);
  });

  it.each([
    ['nothing', 422, { code: 601, message: 'silenceID in path must be of type uuid: "nothing"' }],
    ['00000000-0000-0000-0000-000000000000', 404, expect.stringContaining('not found')],
  ])('named %s are none', async (id, status, expected) => {
    for (const method of ['GET', 'DELETE'] as const) {
      const answer = await bench.app.inject({ method, url: `/api/v2/silence/${id}` });
      expect([answer.statusCode, answer.json()]).toEqual([status, expected]);
    }
  });
});

describe('the rest of the API', () => {
  it('shows the configuration without secrets, and the receivers', async () => {
    const status = await bench.get<{ config: { original: string }; cluster: object; uptime: string }>('/api/v2/status');
    expect(status).toMatchObject({
      cluster: { status: 'disabled', peers: [] },
      uptime: '2026-01-05T10:00:00.000Z',
      versionInfo: { revision: '1.2.3', version: expect.stringMatching(/^0\./) },
    });
    expect(status.config.original).toContain('receiver: team');
    expect(status.config.original).not.toContain('hidden');
    expect(await bench.get('/api/v2/receivers')).toEqual([{ name: 'team' }, { name: 'pager' }]);
  });

  it('says that API v1 is gone', async () => {
    for (const answer of [await bench.app.inject('/api/v1/alerts'), await bench.post('/api/v1/silences', [])]) {
      expect([answer.statusCode, answer.json().status]).toEqual([410, 'deprecated']);
    }
  });

  it('refuses other methods and other bodies', async () => {
    const put = await bench.app.inject({ method: 'PUT', url: '/api/v2/alerts' });
    expect([put.statusCode, put.headers.allow, put.json().code]).toEqual([405, 'GET,POST', 405]);
    for (const headers of [{ 'content-type': 'text/plain' }, {}]) {
      const answer = await bench.app.inject({
        method: 'POST',
        url: '/api/v2/alerts',
        headers,
        payload: Buffer.from('[]'),
      });
      expect([answer.statusCode, answer.json().code]).toEqual([415, 415]);
    }
  });

  it('lets pages of other origins read', async () => {
    const { headers } = await bench.app.inject({ url: '/api/v2/alerts', headers: { origin: 'http://grafana' } });
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
  });

  it('stands below a prefix too', async () => {
    const mimir = await AlertmanagerBench.start(CONFIG, clock, '/alertmanager');
    expect(await mimir.get('/alertmanager/api/v2/alerts')).toEqual([]);
    await mimir.stop();
  });
});

describe('the dry run', () => {
  const explain = (labels: string, rest = '') =>
    bench.get<Record<string, unknown> & { routes: Record<string, unknown>[] }>(
      `/api/quartet/v1/alerts/explain?labels=${encodeURIComponent(labels)}${rest}`,
    );

  it('says whom an alert would reach, when and why', async () => {
    expect(await explain('alertname=A, severity="critical"', '&time=2026-01-06T00:00:00Z')).toMatchObject({
      labels: { alertname: 'A', severity: 'critical' },
      time: '2026-01-06T00:00:00.000Z',
      silencedBy: [],
      inhibitedBy: [],
      routes: [
        {
          receiver: 'pager',
          path: ['{}', '{severity="critical"}'],
          groupLabels: { alertname: 'A' },
          groupExists: false,
          groupWait: '30s',
          repeatInterval: '4h',
          notifiesAt: '2026-01-06T00:00:30.000Z',
        },
      ],
    });
    expect(await names()).toEqual([]);
  });

  it('names what keeps it back', async () => {
    await bench.post('/api/v2/silences', silence());
    await postAlerts(alert('Root'));
    const { silencedBy, inhibitedBy, routes } = await explain('{alertname="A",severity="warning"}');
    expect(silencedBy).toMatchObject([{ createdBy: 'ann', comment: 'deploy' }]);
    expect(inhibitedBy).toMatchObject([{ labels: { alertname: 'Root' } }]);
    expect(routes).toMatchObject([{ receiver: 'team', notifiesAt: null }]);
  });

  it.each([
    ['', 'the parameter labels is required'],
    ['labels=a%3D~b', 'a=~ is a condition'],
    ['labels=nothing', 'labels: '],
    ['labels=a%3Db&time=soon', 'cannot parse "soon"'],
  ])('refuses %j', async (query, message) => {
    const answer = await bench.app.inject(`/api/quartet/v1/alerts/explain?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(message) });
  });
});
