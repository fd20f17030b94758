import { afterAll, beforeAll, expect, it } from 'vitest';
import { LogqlEngine } from '../../src/logql/engine.js';
import type { PostedAlert } from '../../src/model/alert.js';
import { labelsFrom, METRIC_NAME } from '../../src/model/labels.js';
import { HistogramBatch, type NativeHistogram } from '../../src/model/samples.js';
import { PromqlEngine } from '../../src/promql/engine.js';
import { engineQueries } from '../../src/rules/engine-queries.js';
import type { MetricReader, Writer } from '../../src/storage/interface.js';
import { StoredLogs } from '../../src/storage/read/logs/log-reader.js';
import { FederatedMetrics } from '../../src/storage/read/metrics/federated-metrics.js';
import { StoredMetrics } from '../../src/storage/read/metrics/metric-reader.js';
import { DrivenClock } from '../support/driven-clock.js';
import { embeddedEngine, LIMITS, storeWriter } from '../support/embedded-store.js';
import { logBatch, sampleBatch } from '../support/store-batches.js';
import { createRules, groupsOf, MINUTE, T0, text } from './rule-bench.js';

let reader: MetricReader;
let writer: Writer;
let logs: LogqlEngine;
let remove: () => Promise<void>;

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  writer = await storeWriter(opened.engine, 'quartet');
  reader = new FederatedMetrics(new StoredMetrics(opened.engine, { database: 'quartet' }));
  logs = new LogqlEngine(new StoredLogs(opened.engine, { database: 'quartet' }), {
    maxPoints: 100_000,
    maxSeries: 500,
  });
});

afterAll(() => remove());

const HISTOGRAM: NativeHistogram = {
  schema: 0,
  zeroThreshold: 0.001,
  zeroCount: 0,
  count: 3,
  sum: 6,
  positiveSpans: [{ offset: 0, length: 1 }],
  positiveCounts: [3],
  negativeSpans: [],
  negativeCounts: [],
  customValues: [],
  resetHint: 3,
  isFloat: true,
};

const ALIGNED = 'align_evaluation_time_on_interval: true';

it('rules of metrics and of logs record and alert over a restart', { timeout: 60_000 }, async () => {
  const clock = new DrivenClock(T0);
  const sent: PostedAlert[] = [];
  const groups = [
    ...groupsOf(`
groups:
  - name: metrics
    ${ALIGNED}
    rules:
      - {record: 'job:up:sum', expr: sum by (job) (up)}
      - {record: 'job:latency', expr: sum by (job) (latency)}
      - {alert: Down, expr: 'job:up:sum == 0', for: 15m}
`),
    ...groupsOf(
      `
groups:
  - name: logs
    ${ALIGNED}
    rules:
      - {record: 'app:errors:count', expr: 'sum by (app) (count_over_time({app="shop"} |= "error" [5m]))'}
      - {alert: Errors, expr: 'sum by (app) (count_over_time({app="shop"} |= "error" [5m])) > 2'}
`,
      'logql',
    ),
  ];
  const create = () =>
    createRules(
      reader,
      writer,
      clock,
      {
        alerts: { send: async (_tenant, alerts) => void sent.push(...alerts) },
        logger: {
          info: () => undefined,
          warn: (fields) => {
            throw new Error(JSON.stringify(fields));
          },
        },
      },
      logs,
    );
  const histograms = new HistogramBatch('default');
  const latency = labelsFrom(Object.entries({ [METRIC_NAME]: 'latency', job: 'api', instance: 'a' }));
  histograms.append(writer.indexes.series.intern('default', latency), T0, HISTOGRAM);
  await writer.write({ tenant: 'default', histograms });
  const entries = [1, 2, 3].map((i) => ({ ns: BigInt(T0 + i * 1000) * 1_000_000n, line: `an error ${i}` }));
  await writer.write({
    tenant: 'default',
    logs: logBatch(writer.indexes, [{ labels: { app: 'shop', service_name: 'shop' }, entries }]),
  });
  const down = async (minutes: number) => {
    for (let i = 0; i < minutes; i++) {
      const at = clock.now() + MINUTE - 1;
      const series = [{ name: 'up', labels: { job: 'api', instance: 'a' }, samples: [[at, 0]] as const }];
      await writer.write({ tenant: 'default', samples: sampleBatch(writer.indexes, series) });
      await clock.advance(MINUTE);
    }
  };
  const ask = async (query: string) => {
    const queries = engineQueries(new PromqlEngine(reader), logs, LIMITS);
    const found = await queries.promql.instant('default', query, clock.now());
    return Object.fromEntries(found.map(({ labels, value, histogram }) => [text(labels), histogram?.sum ?? value]));
  };

  const before = create();
  await before.apply(groups, []);
  await before.start();
  await down(2);
  expect(await ask('app:errors:count')).toEqual({ '{app="shop"}': 3 });
  expect(await ask('job:latency')).toEqual({ '{job="api"}': 6 });
  expect(sent.map(({ labels }) => text(labels))).toEqual(['{alertname="Errors", app="shop"}']);
  expect(sent[0]!.annotations).toEqual(['top_contributors', '{app="shop", service_name="shop"} 3']);
  await down(1);
  await before.stop();

  await clock.advance(4 * MINUTE);
  const after = create();
  await after.apply(groups, []);
  await after.start();
  await down(1);
  // Pending since minute 1, seen until minute 3.
  expect(await ask('(time() - ALERTS_FOR_STATE{alertname="Down"}) / 60')).toEqual({
    '{alertname="Down", job="api"}': 2,
  });
  expect(await ask('count_over_time(job:up:sum[8m])')).toEqual({ '{job="api"}': 8 });
  await down(13);
  expect(await ask('ALERTS{alertname="Down"}')).toEqual({
    '{alertname="Down", alertstate="firing", job="api"}': 1,
  });
  await after.stop();
});

it('a group of source_tenants reads their data, and its results are its own', { timeout: 60_000 }, async () => {
  const clock = new DrivenClock(T0 + 24 * 60 * MINUTE);
  for (const [tenant, value] of Object.entries({ red: 1, blue: 20, other: 300, default: 4000 })) {
    const series = [{ name: 'stock', labels: { item: 'x' }, samples: [[clock.now() + MINUTE - 1, value]] as const }];
    await writer.write({ tenant, samples: sampleBatch(writer.indexes, series, tenant) });
  }
  const sent: [tenant: string, alert: string][] = [];
  const warnings: object[] = [];
  const rules = createRules(reader, writer, clock, {
    alerts: {
      send: async (tenant, alerts) =>
        void sent.push(...alerts.map(({ labels }) => [tenant, text(labels)] as [string, string])),
    },
    logger: { info: () => undefined, warn: (fields) => void warnings.push(fields) },
  });
  const federated = groupsOf(`
groups:
  - name: federated
    ${ALIGNED}
    source_tenants: [red, blue]
    rules:
      - {record: 'all:stock:sum', expr: sum(stock)}
      - {record: 'tenant:stock:sum', expr: sum by (__tenant_id__) (stock)}
      - {alert: MuchStock, expr: 'sum by (__tenant_id__) (stock) > 10'}
`);
  await rules.apply(federated, []);
  await rules.start();
  await clock.advance(MINUTE);
  await rules.stop();
  const ask = async (tenant: string, query: string) => {
    const queries = engineQueries(new PromqlEngine(reader), logs, LIMITS);
    const found = await queries.promql.instant(tenant, query, clock.now());
    return Object.fromEntries(found.map(({ labels, value }) => [text(labels), value]));
  };
  expect(warnings).toEqual([]);
  expect(await ask('default', 'all:stock:sum')).toEqual({ '{}': 21 });
  expect(await ask('default', 'tenant:stock:sum')).toEqual({
    '{__tenant_id__="red"}': 1,
    '{__tenant_id__="blue"}': 20,
  });
  for (const tenant of ['red', 'blue', 'other']) expect(await ask(tenant, 'all:stock:sum')).toEqual({});
  expect(sent).toEqual([['default', '{__tenant_id__="blue", alertname="MuchStock"}']]);
});
