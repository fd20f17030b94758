import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogqlAnswer } from '../../src/logql/answer.js';
import { LogqlEngine } from '../../src/logql/engine.js';
import type { LogAggregates } from '../../src/storage/interface.js';
import { StoredLogAggregates } from '../../src/storage/read/logs/log-aggregates.js';
import { StoredLogs } from '../../src/storage/read/logs/log-reader.js';
import { stepGrid } from '../../src/vector/step-grid.js';
import { embeddedEngine, LIMITS as OF_ONE, storeWriter } from '../support/embedded-store.js';
import { FUZZ_CASES, FUZZ_TIMEOUT_MS, seededRandom } from '../support/fuzz.js';
import { logBatch } from '../support/store-batches.js';
import { type RandomQuery, randomQuery, randomStreams } from './random-logs.js';

/** The same queries aggregated by the store and line by line. */

let pushing: LogqlEngine;
/** To which few streams are many: its queries are joined to the streams that they select. */
let joining: LogqlEngine;
let streaming: LogqlEngine;
let remove: () => Promise<void>;
/** Of the last query: what the store was asked for and took on, and the entries that it left over. */
const seen = { asked: 0, taken: 0, left: 0 };

/** As many streams a query names where it is `joining`. */
const FEW = 2;

const TOPOLOGY = { database: 'quartet' };
/** How long a query takes says nothing of its answer. */
const LIMITS = { ...OF_ONE, timeoutMs: FUZZ_TIMEOUT_MS };
const OPTIONS = { maxPoints: 1e7, maxSeries: 100_000 };

/** Notes what the store takes on. */
const noted = (aggregates: LogAggregates): LogAggregates => ({
  async aggregate(tenant, aggregation, limits) {
    seen.asked++;
    const found = await aggregates.aggregate(tenant, aggregation, limits);
    if (found === undefined) return undefined;
    seen.taken++;
    return {
      groups: () => found.groups(),
      async *rest() {
        for await (const batch of found.rest()) {
          seen.left += batch.length;
          yield batch;
        }
      },
    };
  },
});

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  const { engine } = opened;
  const writer = await storeWriter(engine, TOPOLOGY.database);
  const random = seededRandom(7);
  // Some bodies come twice, and streams go on in later ones.
  for (let body = 0; body < 6; body++) {
    const streams = randomStreams(random);
    for (let times = random() < 0.5 ? 2 : 1; times > 0; times--)
      await writer.write({ tenant: 'default', logs: logBatch(writer.indexes, streams) });
  }
  const logs = new StoredLogs(engine, TOPOLOGY);
  const aggregates = noted(new StoredLogAggregates(engine, TOPOLOGY, logs));
  pushing = new LogqlEngine(logs, { ...OPTIONS, aggregates });
  const joinedLogs = new StoredLogs(engine, TOPOLOGY, undefined, FEW);
  joining = new LogqlEngine(joinedLogs, {
    ...OPTIONS,
    aggregates: noted(new StoredLogAggregates(engine, TOPOLOGY, joinedLogs, undefined, FEW)),
  });
  streaming = new LogqlEngine(logs, OPTIONS);
});

afterAll(() => remove());

/** Each is evaluated twice, and takes several queries of the store: 40, or 1,000 of the full test. */
const CASES = FUZZ_CASES / 5;

async function outcome(engine: LogqlEngine, { query, start, end, step }: RandomQuery): Promise<unknown> {
  const request = { tenant: 'default', query, limits: LIMITS };
  try {
    const answer: LogqlAnswer =
      start === end
        ? await engine.instant({ ...request, time: start })
        : await engine.range({
            ...request,
            range: { start: 0n, end: 1n },
            grid: stepGrid(start, end, step),
            limit: 100,
            direction: 'forward',
            interval: 0n,
          });
    return shown(answer.value);
  } catch (error) {
    // Of several entries that fail, any may be the first that is met.
    return (error as Error).message.replace(/for series: .*/s, '');
  }
}

/**
 * Every point of every series, in their order. Sums of floats depend on the order in which they are added: of their digits
 * eleven are to agree, and what is next to nothing beside numbers of these sizes is nothing.
 */
function shown(value: LogqlAnswer['value']): unknown {
  if (value.type !== 'grid' && value.type !== 'vector') return value;
  return value.series.map(({ labels, kinds, values }) => ({
    labels,
    points: [...kinds].flatMap((kind, step) => (kind === 0 ? [] : [[step, rounded(values[step]!)]])),
  }));
}

const rounded = (value: number): number => (Math.abs(value) < 1e-6 ? 0 : Number(value.toPrecision(11)));

describe('a metric query', () => {
  it.each<[string, () => LogqlEngine, number]>([
    ['few streams', () => pushing, 11],
    ['many streams', () => joining, 13],
  ])(
    'of %s has the same answer whoever aggregates',
    async (_, engine, seed) => {
      const random = seededRandom(seed);
      let taken = 0;
      let mixed = 0;
      for (let i = 0; i < CASES; i++) {
        const query = randomQuery(random);
        Object.assign(seen, { asked: 0, taken: 0, left: 0 });
        const pushed = await outcome(engine(), query);
        taken += seen.taken;
        mixed += Number(seen.left > 0);
        expect(pushed, JSON.stringify(query)).toEqual(await outcome(streaming, query));
      }
      // The generator is there for what the store takes on, whole and in part; long extractions it leaves alone.
      expect(taken).toBeGreaterThan(CASES / 5);
      expect(mixed).toBeGreaterThan(CASES / 100);
    },
    FUZZ_TIMEOUT_MS,
  );
});
