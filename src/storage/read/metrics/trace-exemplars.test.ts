import { afterAll, beforeAll, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { sampleBatch } from '../../../../test/support/store-batches.js';
import { labelsFrom, METRIC_NAME } from '../../../model/labels.js';
import { ExemplarBatch } from '../../../model/samples.js';
import { MS_PER_DAY } from '../../../model/series.js';
import type { Engine } from '../../engine/engine.js';
import { StoredSeries } from './stored-series.js';
import { TraceExemplars } from './trace-exemplars.js';

const TENANT = 'default';
const T0 = 20_758 * MS_PER_DAY;
const RANGE = { start: T0, end: T0 + 1_000 };
const TRACE = '00000000000000000123456789abcdef';
const SERIES = [
  { name: 'requests', labels: { job: 'api' } },
  { name: 'requests', labels: { job: 'web' } },
  { name: 'errors', labels: { job: 'api' } },
];

let engine: Engine;
let reader: TraceExemplars;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
  const writer = await storeWriter(engine, 'exemplars');
  reader = new TraceExemplars(engine, { database: 'exemplars' }, new StoredSeries(engine, { database: 'exemplars' }));
  for (const tenant of [TENANT, 'other']) {
    const samples = SERIES.map((series) => ({ ...series, samples: [[T0, 1]] as const }));
    await writer.write({ tenant, samples: sampleBatch(writer.indexes, samples, tenant) });
  }
  const exemplar = async (tenant: string, series: number, ms: number, labels: Record<string, string>) => {
    const { name, labels: own } = SERIES[series]!;
    const batch = new ExemplarBatch(tenant);
    const ref = writer.indexes.series.intern(tenant, labelsFrom([[METRIC_NAME, name], ...Object.entries(own)]));
    batch.append(ref, T0 + ms, ms, labelsFrom(Object.entries(labels)));
    await writer.write({ tenant, exemplars: batch });
  };
  await exemplar(TENANT, 0, 20, { trace_id: TRACE, span_id: '1' });
  await exemplar(TENANT, 0, 10, { traceID: '123456789ABCDEF' });
  await exemplar(TENANT, 0, 30, { trace_id: 'f'.repeat(32) });
  await exemplar(TENANT, 1, 10, { trace_id: `f${TRACE.slice(1)}` });
  await exemplar(TENANT, 2, 40, { traceId: TRACE });
  await exemplar(TENANT, 2, 2_000, { trace_id: TRACE });
  await exemplar('other', 1, 10, { trace_id: TRACE });
});
afterAll(() => remove());

it('finds those of a trace in the range under each name of its id, by series', async () => {
  const found = await reader.exemplarsOfTrace(TENANT, TRACE, RANGE, LIMITS);
  expect(found).toEqual([
    {
      labels: [METRIC_NAME, 'errors', 'job', 'api'],
      exemplars: [{ labels: ['traceId', TRACE], value: 40, ms: T0 + 40 }],
    },
    {
      labels: [METRIC_NAME, 'requests', 'job', 'api'],
      exemplars: [
        { labels: ['traceID', '123456789ABCDEF'], value: 10, ms: T0 + 10 },
        { labels: ['span_id', '1', 'trace_id', TRACE], value: 20, ms: T0 + 20 },
      ],
    },
  ]);
});

it('finds none of a trace that nobody knows', async () => {
  expect(await reader.exemplarsOfTrace(TENANT, 'a'.repeat(32), RANGE, LIMITS)).toEqual([]);
});
