import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../support/server.js';
import { getJson, send } from '../support/server-requests.js';
import { WebhookReceiver } from './webhook-receiver.js';

const directory = mkdtempSync(join(tmpdir(), 'quartet-monitoring-'));
const hooks = new WebhookReceiver();
let queueLength = 3;
const target = createServer((_, response) => {
  response.setHeader('content-type', 'text/plain; version=0.0.4');
  response.end(`# TYPE queue_length gauge\nqueue_length ${queueLength}\n`);
});
let server: TestServer;

const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
const rules = (name: string, ...lines: string[]) =>
  ['groups:', `  - name: ${name}`, '    interval: 1s', '    rules:', ...lines.map((line) => `      - ${line}`)].join(
    '\n',
  );

const QUEUE_RULES = rules(
  'queue',
  '{ record: "job:queue_length:sum", expr: sum by (job) (queue_length) }',
  '{ alert: LongQueue, expr: "job:queue_length:sum > 10", for: 1s, annotations: { summary: "{{ $labels.job }} has {{ $value }}" } }',
);
const LOG_RULES = rules(
  'logs',
  `{ alert: ErrorsInLogs, expr: 'sum by (app) (count_over_time({app="shop"} |= "error" [5m])) > 0' }`,
);
/** The group of an alert waits 0 s, so that a notification is one as soon as it fires. */
const alertmanager = (url: string) => `
route: { receiver: people, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers: [{ name: people, webhook_configs: [{ url: '${url}' }] }]
`;
const prometheus = (port: number) => `
global: { scrape_interval: 1s, scrape_timeout: 1s }
rule_files: [rules.yml]
scrape_configs: [{ job_name: web, static_configs: [{ targets: ['127.0.0.1:${port}'] }] }]
`;

beforeAll(async () => {
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  write('prometheus.yml', prometheus((target.address() as AddressInfo).port));
  write('rules.yml', QUEUE_RULES);
  write('logs.yml', LOG_RULES);
  write('alertmanager.yml', alertmanager(await hooks.listen()));
  const file = (name: string) => join(directory, name);
  server = await TestServer.start({
    args: [
      ...['--prometheus-config', file('prometheus.yml'), '--alertmanager-config', file('alertmanager.yml')],
      ...['--loki-rules', file('logs.yml'), '--reload-interval', '0s'],
    ],
  });
});

afterAll(async () => {
  await server?.remove();
  await hooks.close();
  target.close();
  target.closeAllConnections();
  rmSync(directory, { recursive: true });
});

interface QueryAnswer {
  readonly data: { readonly result: readonly { readonly metric: object; readonly value: readonly [number, string] }[] };
}
interface RulesAnswer {
  readonly data: { readonly groups: readonly { readonly name: string; readonly lastEvaluation: string }[] };
}

const query = async (expression: string) => {
  const { data } = await getJson<QueryAnswer>(
    server.url('prometheus', `/api/v1/query?query=${encodeURIComponent(expression)}`),
  );
  return data.result.map(({ metric, value }) => ({ metric, value: value[1] }));
};
const reload = () => send(server.url('prometheus', '/-/reload'), new Uint8Array(), {});
const groups = async (dialect: 'prometheus' | 'loki', path: string) =>
  (await getJson<RulesAnswer>(server.url(dialect, path))).data.groups;
const groupNames = async () => (await groups('prometheus', '/api/v1/rules?type=alert')).map(({ name }) => name);

it('scrapes a target, evaluates rules over it, and notifies', async () => {
  await expect
    .poll(() => query('job:queue_length:sum'), { timeout: 15_000 })
    .toEqual([{ metric: { __name__: 'job:queue_length:sum', job: 'web' }, value: '3' }]);
  expect(await query('up{job="web"}')).toMatchObject([{ value: '1' }]);
  queueLength = 30;
  expect(await hooks.next('LongQueue')).toMatchObject({
    status: 'firing',
    receiver: 'people',
    alerts: [{ labels: { alertname: 'LongQueue', job: 'web' }, annotations: { summary: 'web has 30' } }],
  });
});

it('evaluates rules over pushed lines, and notifies', async () => {
  const values = [[`${Date.now()}000000`, 'error: no stock']];
  const push = JSON.stringify({ streams: [{ stream: { app: 'shop' }, values }] });
  const { status } = await send(server.url('loki', '/loki/api/v1/push'), Buffer.from(push), {
    'content-type': 'application/json',
  });
  expect(status).toBe(204);
  expect(await hooks.next('ErrorsInLogs')).toMatchObject({ status: 'firing', alerts: [{ labels: { app: 'shop' } }] });
});

it('keeps what it had when a new file is broken, and takes a good one over', async () => {
  write('rules.yml', rules('queue', '{ alert: LongQueue, expr: "sum(" }'));
  const refused = await reload();
  expect(refused.status).toBe(500);
  expect(refused.body.toString()).toContain('rules.yml:5:35: groups[0].rules[0].expr: could not parse expression');
  expect(await groupNames()).toEqual(['queue']);
  write(
    'rules.yml',
    `${QUEUE_RULES}\n${rules('more', '{ alert: NoTarget, expr: "absent(up)" }').replace('groups:\n', '')}`,
  );
  expect((await reload()).status).toBe(200);
  expect((await groupNames()).sort()).toEqual(['more', 'queue']);
});

it('repeats nothing after a restart, and tells what ends', async () => {
  const before = hooks.count;
  await server.stop();
  await server.restart();
  const evaluated = async () => {
    const both = [
      ...(await groups('prometheus', '/api/v1/rules')),
      ...(await groups('loki', '/prometheus/api/v1/rules')),
    ];
    return both.filter(({ name }) => name !== 'more').map(({ lastEvaluation }) => lastEvaluation);
  };
  const started = Date.now();
  await expect
    .poll(async () => (await evaluated()).every((time) => Date.parse(time) > started + 3000), { timeout: 15_000 })
    .toBe(true);
  await expect
    .poll(() => query('ALERTS{alertname="LongQueue"}'), { timeout: 15_000 })
    .toMatchObject([{ metric: { alertstate: 'firing' } }]);
  expect(hooks.count).toBe(before);
  queueLength = 3;
  expect(await hooks.next('LongQueue')).toMatchObject({ status: 'resolved' });
  expect(hooks.count).toBe(before + 1);
});
