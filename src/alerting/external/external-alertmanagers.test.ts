import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AlertmanagerBench } from '../../../test/support/alertmanager-api.js';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { createHttpClient } from '../../lib/http-client/create-http-client.js';
import type { ClientAnswer, ClientRequest, HttpClient } from '../../lib/http-client/http-client.js';
import { PLAIN_HTTP } from '../../lib/http-client/http-client-config.js';
import type { PostedAlert } from '../../model/alert.js';
import { type Labels, labelsFrom, labelValue, withLabel } from '../../model/labels.js';
import { type AlertmanagerSet, ExternalAlertmanagers } from './external-alertmanagers.js';

const BEGIN = Date.parse('2026-01-05T10:00:00Z');

/** Holds every request until it is answered. */
class HeldClient implements HttpClient {
  readonly held: { readonly request: ClientRequest; readonly answer: (status: number) => void }[] = [];
  isClosed = false;

  request(request: ClientRequest): Promise<ClientAnswer> {
    return new Promise((resolve, reject) => {
      request.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      const answer = (status: number) => resolve({ status, headers: {}, body: new Uint8Array() });
      this.held.push({ request, answer });
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  /** Answers the oldest request, and lets the sender go on. */
  async answer(status: number): Promise<ClientRequest> {
    const { request, answer } = this.held.shift()!;
    answer(status);
    await settled();
    return request;
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const keep = (labels: Labels): Labels | undefined => labels;
const alert = (alertname: string): PostedAlert => ({
  labels: labelsFrom([['alertname', alertname]]),
  annotations: labelsFrom([['summary', 's']]),
  startsAtMs: BEGIN,
  endsAtMs: undefined,
  generatorUrl: '',
});
const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => alert(`A${from + i}`));
const namesIn = ({ body }: ClientRequest) =>
  (JSON.parse(body as string) as { labels: { alertname: string } }[]).map(({ labels }) => labels.alertname);

let clock: DrivenClock;
let client: HeldClient;
let external: ExternalAlertmanagers;
let warnings: string[];

const set = (change: Partial<AlertmanagerSet> = {}): AlertmanagerSet => ({
  scheme: 'http',
  pathPrefix: '',
  timeoutMs: 10_000,
  client,
  relabel: keep,
  alertRelabel: keep,
  ...change,
});
const at = (...addresses: string[]) => addresses.map((__address__) => ({ __address__ }));

/** The figures of one name, by Alertmanager. */
async function figure(name: string): Promise<Record<string, number>> {
  const registry = new Registry();
  external.describeTo({ registry, gauge() {} });
  const { values } = await registry.getSingleMetric(`prometheus_notifications_${name}`)!.get();
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels.alertmanager), value]));
}

beforeEach(() => {
  clock = new DrivenClock(BEGIN);
  client = new HeldClient();
  warnings = [];
  const warn = (...parts: unknown[]) => void warnings.push(JSON.stringify(parts));
  external = new ExternalAlertmanagers({
    tenant: 'default',
    externalUrl: 'http://here',
    clock,
    logger: { warn } as never,
  });
});
afterEach(async () => {
  const stopped = external.stop();
  await clock.advance(10_000);
  await stopped;
});

it('sends batches of 64 to each Alertmanager, each at its own pace', async () => {
  await external.apply(keep, [set()]);
  await external.found(0, at('a:9093', 'b:9093'));
  await external.send('default', many(100));
  expect(client.held.map(({ request }) => request.url)).toEqual([
    'http://a:9093/api/v2/alerts',
    'http://b:9093/api/v2/alerts',
  ]);
  const first = await client.answer(200);
  expect(first).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' }, timeoutMs: 10_000 });
  expect(JSON.parse(first.body as string)[0]).toEqual({
    labels: { alertname: 'A0' },
    annotations: { summary: 's' },
    startsAt: '2026-01-05T10:00:00.000Z',
  });
  expect(namesIn(first)).toHaveLength(64);
  // That of b is still held.
  expect(client.held.map(({ request }) => [new URL(request.url).host, namesIn(request).length])).toEqual([
    ['b:9093', 64],
    ['a:9093', 36],
  ]);
});

it('repeats nothing that fails, and counts it', async () => {
  await external.apply(keep, [set()]);
  await external.found(0, at('a:9093'));
  await external.send('default', many(65));
  await client.answer(503);
  expect(namesIn(await client.answer(200))).toEqual(['A64']);
  const url = 'http://a:9093/api/v2/alerts';
  expect([await figure('sent_total'), await figure('errors_total'), await figure('dropped_total')]).toEqual([
    { [url]: 65 },
    { [url]: 64 },
    { [url]: 64 },
  ]);
  expect(warnings.join()).toContain('503 Service Unavailable');
  await external.send('default', many(1));
  expect(client.held).toHaveLength(1);
});

it('keeps the newest 10,000 of what waits', async () => {
  await external.apply(keep, [set()]);
  await external.found(0, at('a:9093'));
  await external.send('default', many(1));
  await external.send('default', many(10_003));
  const url = 'http://a:9093/api/v2/alerts';
  expect(await figure('queue_length')).toEqual({ [url]: 10_000 });
  expect(await figure('dropped_total')).toEqual({ [url]: 3 });
  await client.answer(200);
  expect(namesIn(client.held[0]!.request)[0]).toBe('A3');
});

it('relabels alerts for all, then for each set', async () => {
  const drop = (name: string) => (labels: Labels) => (labelValue(labels, 'alertname') === name ? undefined : labels);
  await external.apply(drop('A0'), [
    set({ alertRelabel: (labels) => withLabel(labels, 'to', 'first') }),
    set({ alertRelabel: drop('A1') }),
  ]);
  await external.found(0, at('a:9093'));
  await external.found(1, at('b:9093'));
  await external.send('default', many(3));
  expect(client.held.map(({ request }) => namesIn(request))).toEqual([['A1', 'A2'], ['A2']]);
  expect(client.held[0]!.request.body).toContain('"to":"first"');
});

it('takes addresses from relabelled targets, and shows them', async () => {
  const relabel = (labels: Labels) =>
    labelValue(labels, '__address__') === 'no:1' ? undefined : withLabel(labels, '__scheme__', 'https');
  await external.apply(keep, [set({ pathPrefix: '/am/', relabel })]);
  await external.found(0, [
    ...at('a:9093', 'no:1', 'a:9093', 'bad/path', ''),
    { __alerts_path__: 'x', __address__: 'b' },
  ]);
  expect(external.endpoints()).toEqual({
    active: ['https://a:9093/am/api/v2/alerts', 'https://b/x'],
    dropped: ['http://no:1/am/api/v2/alerts', 'bad/path', ''],
  });
});

it('sends alerts of its own tenant alone', async () => {
  await external.apply(keep, [set()]);
  await external.found(0, at('a:9093'));
  await external.send('other', many(1));
  expect(client.held).toEqual([]);
});

it('keeps what waits for an Alertmanager that stays, and gives up that of one that goes', async () => {
  await external.apply(keep, [set()]);
  await external.found(0, at('a:9093', 'b:9093'));
  await external.send('default', many(65));
  const next = new HeldClient();
  await external.apply(keep, [set({ client: next })]);
  expect(client.isClosed).toBe(true);
  await external.found(0, at('a:9093'));
  expect(external.endpoints().active).toEqual(['http://a:9093/api/v2/alerts']);
  await client.answer(200);
  expect(next.held.map(({ request }) => namesIn(request))).toEqual([['A64']]);
  expect(Object.keys(await figure('sent_total'))).toEqual(['http://a:9093/api/v2/alerts']);
});

it('sends what waits before it stops, as long as it goes well', async () => {
  await external.apply(keep, [set()]);
  await external.found(0, at('a:9093'));
  await external.send('default', many(200));
  let isStopped = false;
  const stopped = external.stop().then(() => {
    isStopped = true;
  });
  await client.answer(200);
  await client.answer(200);
  expect([client.held.length, isStopped]).toEqual([1, false]);
  await client.answer(500);
  await stopped;
  expect(client.held).toEqual([]);
  expect(await figure('dropped_total')).toEqual({ 'http://a:9093/api/v2/alerts': 64 + 8 });
});

it('reaches an Alertmanager over HTTP', async () => {
  const config = 'route: { receiver: a, group_wait: 0s }\nreceivers: [{ name: a }]';
  const other = await AlertmanagerBench.start(config, clock);
  const address = new URL(await other.listen()).host;
  const real = createHttpClient(PLAIN_HTTP);
  let arrived = () => {};
  const done = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const watched: HttpClient = {
    request: (request) => real.request(request).finally(arrived),
    close: () => real.close(),
  };
  await external.apply(keep, [set({ client: watched })]);
  await external.found(0, at(address));
  await external.send('default', [{ ...alert('A'), generatorUrl: 'http://here/graph' }]);
  await done;
  expect(await other.get('/api/v2/alerts')).toMatchObject([
    { labels: { alertname: 'A' }, annotations: { summary: 's' }, generatorURL: 'http://here/graph' },
  ]);
  await external.apply(keep, []);
  await other.stop();
});
