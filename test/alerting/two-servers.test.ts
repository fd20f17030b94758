import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProcessEngine } from '../../src/storage/engine/process.js';
import { WebhookReceiver } from '../monitoring/webhook-receiver.js';
import { compiledEntry } from '../support/compiled-entry.js';
import { TestServer } from '../support/server.js';
import { getJson, send } from '../support/server-requests.js';

const RULES = 'groups: [{ name: g, interval: 1s, rules: [{ alert: Both, expr: vector(1) }] }]';

const directory = mkdtempSync(join(tmpdir(), 'quartet-two-servers-'));
const hooks = new WebhookReceiver();
let entry: string;
let store: ProcessEngine;
let first: TestServer;
let second: TestServer;

/** Two programs on one ClickHouse, which know their places. */
beforeAll(async () => {
  entry = await compiledEntry('src/storage/engine/child-main.ts');
  store = new ProcessEngine({ dataDir: join(directory, 'store'), memoryLimit: 1 << 30, entry });
  await store.start();
  const { url, username, password } = store.address!;
  const file = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const route = '{ receiver: people, group_by: [alertname], group_wait: 0s, group_interval: 1h }';
  const receivers = `[{ name: people, webhook_configs: [{ url: '${await hooks.listen()}' }] }]`;
  const start = (place: number) =>
    TestServer.start({
      args: [
        ...[
          '--storage-engine',
          'remote',
          '--storage-url',
          url,
          '--storage-user',
          username,
          '--storage-password',
          password,
        ],
        ...['--rule-files', file('rules.yml', RULES), '--reload-interval', '0s'],
        ...['--alertmanager-config', file('alertmanager.yml', `route: ${route}\nreceivers: ${receivers}`)],
        ...['--alerting-peer', `${place}/2`, '--alerting-peer-timeout', '2s'],
      ],
    });
  first = await start(0);
  second = await start(1);
}, 120_000);

afterAll(async () => {
  await first?.remove();
  await second?.remove();
  await store?.stop();
  await hooks.close();
  rmSync(directory, { recursive: true, force: true });
  if (entry !== undefined) rmSync(join(entry, '../../../..'), { recursive: true, force: true });
});

/** A figure that a program tells of itself. */
async function figure(server: TestServer, name: string): Promise<number> {
  const text = await (await fetch(server.url('prometheus', '/metrics'))).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1] ?? 0);
}

const sendJson = (url: string, body: unknown) =>
  send(url, Buffer.from(JSON.stringify(body)), { 'content-type': 'application/json' });

it('notify once while both live, share silences, and go on when one is gone', { timeout: 120_000 }, async () => {
  await hooks.next('Both');
  // The second has waited for its turn and has read what the first wrote down.
  for (const server of [first, second]) {
    await expect.poll(() => figure(server, 'alertmanager_nflog_entries'), { timeout: 30_000 }).toBe(1);
    expect(await getJson(server.url('alertmanager', '/api/v2/alerts'))).toMatchObject([
      { labels: { alertname: 'Both' } },
    ]);
  }
  expect(hooks.count).toBe(1);

  const now = Date.now();
  const times = { startsAt: new Date(now).toISOString(), endsAt: new Date(now + 3_600_000).toISOString() };
  const matchers = [{ name: 'alertname', value: 'Quiet', isRegex: false }];
  await sendJson(first.url('alertmanager', '/api/v2/silences'), { matchers, ...times, createdBy: 'ann', comment: 'c' });
  await expect
    .poll(() => getJson(second.url('alertmanager', '/api/v2/silences')), { timeout: 30_000 })
    .toMatchObject([{ matchers }]);

  await first.kill();
  await sendJson(second.url('alertmanager', '/api/v2/alerts'), [{ labels: { alertname: 'Alone' } }]);
  await hooks.next('Alone');
  expect(hooks.count).toBe(2);
});
