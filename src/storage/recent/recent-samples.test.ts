import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../test/support/embedded-store.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { sampleBatch } from '../../../test/support/store-batches.js';
import { nextTurn } from '../../lib/turns.js';
import { labelsFrom, METRIC_NAME } from '../../model/labels.js';
import { HistogramBatch, type NativeHistogram, STALE_NAN } from '../../model/samples.js';
import type { Engine } from '../engine/engine.js';
import type { TimeRangeMs } from '../interface.js';
import { MetricDeletion } from '../metric-deletion.js';
import type { Block } from '../native/block-reader.js';
import { StoredMetrics } from '../read/metrics/metric-reader.js';
import { SeriesCatalog } from '../read/metrics/series-catalog.js';
import { StoredSeries } from '../read/metrics/stored-series.js';
import type { BatchWriter } from '../write/writer.js';
import { RecentSamples, type RecentSamplesOptions } from './recent-samples.js';
import { StoredSamples } from './stored-samples.js';

const TENANT = 'default';
const MINUTE = 60_000;
const NOW = 1_793_577_600_000;

let engine: Engine;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
});

afterAll(() => remove());

interface Opened {
  readonly writer: BatchWriter;
  readonly recent: RecentSamples;
  /** What readers with and without the samples in memory say of a range. */
  readonly both: (range: TimeRangeMs) => Promise<[inMemory: string[], stored: string[]]>;
  /** Ends what is loaded. */
  readonly loaded: () => Promise<void>;
  readonly queries: () => number;
  readonly deletion: MetricDeletion;
}

/** Begins over a database; one that is there stays as it is. */
async function open(database: string, options: Partial<RecentSamplesOptions> = {}): Promise<Opened> {
  const topology = { database };
  let queries = 0;
  const counted: Pick<Engine, 'query'> = {
    query: (...asked) => {
      queries++;
      return engine.query(...asked);
    },
  };
  const source = new SeriesCatalog({ stored: new StoredSeries(engine, topology), maxSets: 10_000 });
  const stored = new StoredSamples(engine, topology);
  const recent = new RecentSamples({ stored, maxBytes: 64 << 20, now: () => NOW, ...options });
  const writer = await storeWriter(engine, database, source, recent);
  const readers = [new StoredMetrics(counted, topology, source, recent), new StoredMetrics(engine, topology, source)];
  const read = async (reader: StoredMetrics, range: TimeRangeMs): Promise<string[]> => {
    const found: string[] = [];
    const matchers = [{ name: METRIC_NAME, op: '=~', value: '.+' }] as const;
    for await (const batch of reader.samples(TENANT, matchers, range, LIMITS)) {
      for (const { labels, ts, values, histograms } of batch) {
        const bits = [...new BigUint64Array(values.slice().buffer)];
        const points = [...ts].map((ms, i) => `${ms - NOW}=${histograms?.[i]?.count ?? bits[i]}`);
        found.push(`${labels.join()} ${points.join(' ')}`);
      }
    }
    return found.sort();
  };
  return {
    writer,
    recent,
    both: async (range) => [await read(readers[0]!, range), await read(readers[1]!, range)],
    loaded: () => expect.poll(() => recent.of(TENANT).covers(NOW)).toBe(true),
    queries: () => queries,
    deletion: new MetricDeletion(engine, topology, source, async () => undefined),
  };
}

const write = (writer: BatchWriter, name: string, ...samples: Parameters<typeof sampleBatch>[1][number]['samples']) =>
  writer.write({ tenant: TENANT, samples: sampleBatch(writer.indexes, [{ name, samples }]) });

async function* noBlocks(): AsyncGenerator<Block> {}

const HISTOGRAM: NativeHistogram = {
  schema: 0,
  zeroThreshold: 0,
  zeroCount: 0,
  count: 4,
  sum: 2,
  positiveSpans: [{ offset: 0, length: 1 }],
  positiveCounts: [4],
  negativeSpans: [],
  negativeCounts: [],
  customValues: [],
  resetHint: 0,
  isFloat: false,
};

/** Numbers that look random, the same in each run (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Samples that come late, twice, twice with other values, stale, as histograms and of the future, and deletions. */
async function disorder(opened: Opened, seed: number): Promise<void> {
  const { writer, recent, deletion } = opened;
  const roll = dice(seed);
  for (let request = 0; request < 6; request++) {
    const time = (): number => NOW - (roll(30) === 0 ? -MINUTE : roll(400) * 15_000);
    const samples = Array.from({ length: 1 + roll(30) }, (_, i) => ({
      name: `m${roll(5)}`,
      samples: Array.from({ length: 1 + roll(8) }, (_, k) => {
        const value = roll(20) === 0 ? STALE_NAN : roll(3) === 0 ? roll(5) : k;
        return [roll(4) === 0 ? time() : NOW - 40 * MINUTE + (request * 30 + i + k) * 15_000, value] as const;
      }),
    }));
    const histograms = new HistogramBatch(TENANT);
    if (roll(3) === 0) {
      const ref = writer.indexes.series.intern(TENANT, labelsFrom([[METRIC_NAME, `m${roll(2)}`]]));
      histograms.append(ref, time(), HISTOGRAM);
    }
    await writer.write({ tenant: TENANT, samples: sampleBatch(writer.indexes, samples), histograms });
    if (request === 3 && seed % 3 === 0) {
      const matchers = [{ name: METRIC_NAME, op: '=', value: `m${roll(5)}` }] as const;
      const end = time();
      await deletion.deleteSeries(TENANT, matchers, { start: end - 5 * MINUTE, end }, LIMITS);
      recent.forget();
    }
  }
}

describe('RecentSamples', () => {
  it.each([1, 2, 3])('tells what the store tells, whatever is written (%i)', async (seed) => {
    const roll = dice(seed * 7);
    // The second one finds what the first one wrote; the third one has no room to speak of.
    for (const [round, maxBytes] of [64 << 20, 64 << 20, 20_000].entries()) {
      const opened = await open(`disorder_${seed}`, { maxBytes });
      if (round === 1) await opened.loaded();
      await disorder(opened, seed * 10 + round);
      for (let asked = 0; asked < 6; asked++) {
        const start = NOW - roll(50) * 2 * MINUTE - roll(2);
        const [inMemory, stored] = await opened.both({ start, end: start + roll(3) * 5 * MINUTE + roll(90_000) });
        expect(inMemory).toEqual(stored);
      }
    }
  });

  it('answers without the store', async () => {
    const { writer, both, loaded, queries } = await open('without_store');
    await write(writer, 'up', [NOW - 1000, 1]);
    await loaded();
    await both({ start: NOW - MINUTE, end: NOW });
    const before = queries();
    await write(writer, 'up', [NOW, 2]);
    const [inMemory, stored] = await both({ start: NOW - MINUTE, end: NOW });
    expect([inMemory, queries() - before]).toEqual([stored, 0]);
    expect(inMemory[0]).toMatch(/^__name__,up -1000=\d+ 0=\d+$/);
  });

  it('leaves what is older to the store', async () => {
    const { writer, both, loaded, queries } = await open('older');
    await write(writer, 'up', [NOW - 100 * MINUTE, 1], [NOW, 2]);
    await loaded();
    await both({ start: NOW, end: NOW });
    const before = queries();
    const [inMemory, stored] = await both({ start: NOW - 101 * MINUTE, end: NOW });
    expect([inMemory, queries() > before]).toEqual([stored, true]);
  });

  it('keeps less of the past where there is little room, and then nothing', async () => {
    let now = NOW;
    let stored = 0;
    const maxBytes = 40_000;
    const recent = new RecentSamples({
      stored: { count: async () => stored, since: noBlocks },
      maxBytes,
      now: () => now,
    });
    const indexes = { series: memoryIndex(METRIC_NAME), streams: memoryIndex(''), resources: memoryIndex('') };
    const note = (name: string, ms: number) => recent.note(sampleBatch(indexes, [{ name, samples: [[ms, 1]] }]));
    const covers = (age: number) => recent.of(TENANT).covers(now - age);
    note('up', now);
    await expect.poll(() => covers(80 * MINUTE)).toBe(true);
    for (; now < NOW + 100 * MINUTE; now += 1000) {
      note('up', now);
      await nextTurn();
    }
    await expect.poll(() => recent.bytes).toBeLessThan(maxBytes);
    expect([covers(10 * MINUTE), covers(80 * MINUTE)]).toEqual([true, false]);
    stored = 1_000_000;
    for (let i = 0; i < 300; i++) note(`m${i}`, now);
    expect([covers(0), recent.bytes]).toEqual([false, 0]);
    now += 10 * MINUTE;
    note('up', now);
    await expect.poll(() => recent.of(TENANT).from).toBe(Number.POSITIVE_INFINITY);
    stored = 0;
    now += 10 * MINUTE;
    await expect.poll(() => covers(0)).toBe(true);
  });

  it('does without where the store cannot be read', async () => {
    const failing = {
      count: () => Promise.reject(new Error('away')),
      since: () => {
        throw new Error('away');
      },
    };
    const { writer, both, recent } = await open('failing', { stored: failing });
    await write(writer, 'up', [NOW, 1]);
    await expect.poll(() => recent.of(TENANT).from).toBe(Number.POSITIVE_INFINITY);
    const [inMemory, stored] = await both({ start: NOW, end: NOW });
    expect([inMemory, inMemory.length]).toEqual([stored, 1]);
  });
});
