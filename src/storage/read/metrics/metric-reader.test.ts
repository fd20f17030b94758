import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { sampleBatch } from '../../../../test/support/store-batches.js';
import { labelsFrom, labelsToObject, labelValue, METRIC_NAME } from '../../../model/labels.js';
import { ExemplarBatch, HistogramBatch, type NativeHistogram, STALE_NAN } from '../../../model/samples.js';
import { MS_PER_DAY } from '../../../model/series.js';
import type { Engine } from '../../engine/engine.js';
import type {
  LabelMatcher,
  MetricReader,
  SeriesDeletion,
  SeriesSamples,
  TimeRangeMs,
  Writer,
} from '../../interface.js';
import { MetricDeletion } from '../../metric-deletion.js';
import { StoredMetrics } from './metric-reader.js';
import { SeriesCatalog } from './series-catalog.js';
import { StoredSeries } from './stored-series.js';

let engine: Engine;
let reader: MetricReader;
let writer: Writer;
let deletion: SeriesDeletion;
let remove: () => Promise<void>;

const TENANT = 'default';
const T0 = 20_758 * MS_PER_DAY;
const DAY: TimeRangeMs = { start: T0, end: T0 + MS_PER_DAY - 1 };

const SERIES: readonly { readonly name: string; readonly labels?: Readonly<Record<string, string>> }[] = [
  { name: 'http_requests', labels: { job: 'api', code: '200', path: '/a' } },
  { name: 'http_requests', labels: { job: 'api', code: '500' } },
  { name: 'http_requests', labels: { job: 'web', code: '404', path: '/a\nb' } },
  { name: 'up', labels: { job: 'api' } },
  { name: 'up' },
];

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
});

afterAll(() => remove());

/** A database of its own, with `SERIES` in it. */
async function open(database: string, inMemory: boolean): Promise<void> {
  const topology = { database };
  const stored = new StoredSeries(engine, topology);
  const source = inMemory ? new SeriesCatalog({ stored, maxSets: 10_000 }) : stored;
  writer = await storeWriter(engine, database, source instanceof SeriesCatalog ? source : undefined);
  reader = new StoredMetrics(engine, topology, source);
  deletion = new MetricDeletion(engine, topology, source, async () => undefined);
  await writer.write({
    tenant: TENANT,
    samples: sampleBatch(
      writer.indexes,
      SERIES.map((series) => ({ ...series, samples: [[T0 + 1000, 1]] as const })),
    ),
  });
  await writer.write({
    tenant: 'other',
    samples: sampleBatch(writer.indexes, [{ name: 'up', labels: { job: 'theirs' }, samples: [[T0, 1]] }], 'other'),
  });
}

const matcher = (text: string): LabelMatcher => {
  const [, name, op, value] = /^(\w+)(=~|!~|!=|=)(.*)$/s.exec(text)!;
  return { name: name!, op: op as LabelMatcher['op'], value: value! };
};

async function samples(matchers: readonly string[], range = DAY) {
  const found: (Omit<SeriesSamples, 'labels' | 'ts'> & {
    labels: Record<string, string>;
    points: [number, number][];
  })[] = [];
  for await (const batch of reader.samples(TENANT, matchers.map(matcher), range, LIMITS)) {
    for (const { labels, ts, values, histograms } of batch) {
      const points = [...ts].map((time, i): [number, number] => [time - T0, values[i]!]);
      found.push({ labels: labelsToObject(labels), points, values, histograms });
    }
  }
  return found;
}

/** Writes samples of one series, request by request. */
async function write(name: string, ...requests: readonly (readonly (readonly [number, number])[])[]): Promise<void> {
  for (const points of requests) {
    const rows = points.map(([ms, value]) => [T0 + ms, value] as const);
    await writer.write({ tenant: TENANT, samples: sampleBatch(writer.indexes, [{ name, samples: rows }]) });
  }
}

/** Whether a value is a staleness marker, by its bits. */
function isStale(values: Float64Array, index: number): boolean {
  const words = new Uint32Array(values.slice(index, index + 1).buffer);
  return words[0] === STALE_NAN.low && words[1] === STALE_NAN.high;
}

describe.each([
  ['the store', 'stored', false],
  ['memory', 'in_memory', true],
])('label sets from %s', (_, database, inMemory) => {
  beforeAll(() => open(database, inMemory));

  describe('matchers', () => {
    it.each<[string[], number[]]>([
      [['__name__=up'], [3, 4]],
      [['__name__=~http_.*'], [0, 1, 2]],
      [['__name__=~http'], []],
      [['__name__!=up'], [0, 1, 2]],
      [['__name__!~http.*|x'], [3, 4]],
      [['job=api'], [0, 1, 3]],
      [
        ['job=api', 'code!=200'],
        [1, 3],
      ],
      [['job='], [4]],
      [['job!='], [0, 1, 2, 3]],
      [['nowhere='], [0, 1, 2, 3, 4]],
      [['nowhere!='], []],
      [['nowhere=~'], [0, 1, 2, 3, 4]],
      [['nowhere=~.+'], []],
      [['nowhere!~.+'], [0, 1, 2, 3, 4]],
      [['path=~.*'], [0, 1, 2, 3, 4]],
      [['path=~/a'], [0]],
      [['path=~/a.b'], [2]],
      [['path=~/a|/a\nb'], [0, 2]],
      [['path=~(?i)/A'], [0]],
      [['code=~[45]..'], [1, 2]],
      [['code=~4|5'], []],
      [["job=api' OR 1=1 --"], []],
      [['job={m0n:String}'], []],
    ])('%j', async (matchers, expected) => {
      const found = await reader.series(TENANT, matchers.map(matcher), DAY, LIMITS);
      const wanted = expected.map((i) => ({ __name__: SERIES[i]!.name, ...SERIES[i]!.labels }));
      const key = (labels: object) => JSON.stringify(Object.entries(labels).sort());
      expect(found.map((labels) => key(labelsToObject(labels))).sort()).toEqual(wanted.map(key).sort());
      expect((await samples(matchers)).map(({ labels }) => key(labels)).sort()).toEqual(wanted.map(key).sort());
    });

    it.each(['[', 'a)|(?:b', '(?<=a)b', '\\1'])('refuse the pattern %s', async (pattern) => {
      const wrong = reader.series(TENANT, [{ name: 'job', op: '=~', value: pattern }], DAY, LIMITS);
      await expect(wrong).rejects.toMatchObject({ code: 'invalid_argument' });
    });
  });

  describe('label calls', () => {
    it('know the names of a selection', async () => {
      expect(await reader.labelNames(TENANT, [matcher('__name__=up')], DAY, LIMITS)).toEqual(['__name__', 'job']);
      expect(await reader.labelNames(TENANT, [matcher('job=nobody')], DAY, LIMITS)).toEqual([]);
    });

    it('know the values, the metric name too', async () => {
      expect(await reader.labelValues(TENANT, 'code', [], DAY, LIMITS)).toEqual(['200', '404', '500']);
      expect(await reader.labelValues(TENANT, '__name__', [], DAY, LIMITS)).toEqual(['http_requests', 'up']);
      expect(await reader.labelValues(TENANT, 'job', [matcher('__name__=up')], DAY, LIMITS)).toEqual(['api']);
      expect(await reader.labelValues(TENANT, 'nowhere', [], DAY, LIMITS)).toEqual([]);
    });

    it('keep tenants apart', async () => {
      expect(await reader.labelValues('other', 'job', [], DAY, LIMITS)).toEqual(['theirs']);
      expect(await reader.labelValues('nobody', 'job', [], DAY, LIMITS)).toEqual([]);
    });

    it('look at the days of the range alone', async () => {
      const dayBefore = { start: T0 - MS_PER_DAY, end: T0 - 1 };
      expect(await reader.labelValues(TENANT, 'job', [], dayBefore, LIMITS)).toEqual([]);
      expect(await reader.series(TENANT, [], dayBefore, LIMITS)).toEqual([]);
    });
  });

  describe('samples', () => {
    it('are ascending and each once, whatever came when and how often', async () => {
      const points: [number, number][] = [
        [30, 3],
        [10, 1],
        [20, 2],
      ];
      await write('repeated', points, points, [
        [20, 2],
        [40, 4],
        [40, 4],
      ]);
      const [series] = await samples(['__name__=repeated']);
      expect(series!.points).toEqual([
        [10, 1],
        [20, 2],
        [30, 3],
        [40, 4],
      ]);
    });

    it('stand in ranges whose ends are inclusive', async () => {
      await write('ends', [
        [100, 1],
        [200, 2],
        [300, 3],
      ]);
      const range = { start: T0 + 100, end: T0 + 300 };
      expect((await samples(['__name__=ends'], range))[0]!.points).toHaveLength(3);
      const inner = { start: T0 + 100.5, end: T0 + 299.5 };
      expect((await samples(['__name__=ends'], inner))[0]!.points).toEqual([[200, 2]]);
    });

    it('of many series and days come back whole, one series after another', async () => {
      const count = 700;
      const days = 3;
      const series = Array.from({ length: count }, (_, i) => ({
        name: 'many',
        labels: { i: String(i) },
        samples: Array.from({ length: days * 4 }, (__, k) => [T0 + (k * MS_PER_DAY) / 4, i * 100 + k] as const),
      }));
      await writer.write({ tenant: TENANT, samples: sampleBatch(writer.indexes, series) });
      const seen = new Set<string>();
      const range = { start: T0, end: T0 + days * MS_PER_DAY };
      for await (const batch of reader.samples(TENANT, [matcher('__name__=many')], range, LIMITS)) {
        for (const { labels, ts, values } of batch) {
          const i = labelValue(labels, 'i');
          expect(seen.has(i)).toBe(false);
          seen.add(i);
          expect([...ts]).toEqual(series[Number(i)]!.samples.map(([ms]) => ms));
          expect([...values]).toEqual(series[Number(i)]!.samples.map(([, value]) => value));
        }
      }
      expect(seen.size).toBe(count);
    });

    it('keep their bits: staleness markers, other NaNs, infinities, -0 and the ends of doubles', async () => {
      const bits = [
        STALE_NAN,
        { low: 1, high: 0x7ff80000 },
        { low: 0, high: 0x7ff80000 },
        { low: 0, high: 0x7ff00000 },
        { low: 0, high: 0xfff00000 },
        { low: 0, high: 0x80000000 },
        { low: 1, high: 0 },
        { low: 0xffffffff, high: 0x7fefffff },
      ];
      const rows = bits.map((value, i) => [T0 + i, value] as const);
      await writer.write({ tenant: TENANT, samples: sampleBatch(writer.indexes, [{ name: 'bits', samples: rows }]) });
      const [series] = await samples(['__name__=bits']);
      const { buffer, byteOffset, length } = series!.values;
      const words = new Uint32Array(buffer.slice(byteOffset, byteOffset + length * 8));
      expect(bits.map((_, i) => ({ low: words[i * 2], high: words[i * 2 + 1] }))).toEqual(bits);
    });

    it('keep times before 1970 and far ahead', async () => {
      const times = [-86_400_000 * 365, -1, 0, 4_102_444_800_000];
      const rows = times.map((ms, i) => [ms, i] as const);
      await writer.write({ tenant: TENANT, samples: sampleBatch(writer.indexes, [{ name: 'far', samples: rows }]) });
      const [series] = await samples(['__name__=far'], { start: times[0]!, end: times.at(-1)! });
      expect(series!.points.map(([ms]) => ms + T0)).toEqual(times);
    });

    it('end with the caller', async () => {
      const controller = new AbortController();
      controller.abort();
      const reading = reader
        .samples(TENANT, [matcher('__name__=up')], DAY, { ...LIMITS, signal: controller.signal })
        [Symbol.asyncIterator]()
        .next();
      await expect(reading).rejects.toMatchObject({ code: 'canceled' });
    });
  });

  describe('histograms', () => {
    const ref = (name: string) => writer.indexes.series.intern(TENANT, labelsFrom([[METRIC_NAME, name]]));
    const histogram = (count: number): NativeHistogram => ({
      schema: 3,
      zeroThreshold: 0.001,
      zeroCount: 1,
      count,
      sum: count * 2,
      positiveSpans: [
        { offset: -2, length: 1 },
        { offset: 3, length: 2 },
      ],
      positiveCounts: [1, 2, count - 5],
      negativeSpans: [{ offset: 0, length: 1 }],
      negativeCounts: [1],
      customValues: [],
      resetHint: 2,
      isFloat: false,
    });

    it('stand among the floats of their series by time; at one time they count', async () => {
      const batch = new HistogramBatch(TENANT);
      for (const ms of [20, 30]) batch.append(ref('mixed'), T0 + ms, histogram(ms));
      batch.append(ref('mixed'), T0 + 50, histogram(0), true);
      batch.append(ref('pure'), T0 + 10, histogram(10));
      await writer.write({ tenant: TENANT, histograms: batch });
      await write('mixed', [
        [10, 1],
        [30, 3],
        [40, 4],
      ]);
      await write('plain', [[10, 7]]);

      const found = await samples(['__name__=~mixed|pure|plain']);
      const byName = new Map(found.map((series) => [series.labels.__name__, series]));
      const { points, values, histograms } = byName.get('mixed')!;
      expect(points.map(([ms]) => ms)).toEqual([10, 20, 30, 40, 50]);
      expect(histograms).toEqual([undefined, histogram(20), histogram(30), undefined, undefined]);
      expect([values[0], values[3], isStale(values, 4)]).toEqual([1, 4, true]);
      expect(byName.get('pure')!.histograms).toEqual([histogram(10)]);
      expect(byName.get('plain')!.histograms).toBeUndefined();
    });

    it('of which the last at one time counts', async () => {
      for (const count of [10, 20]) {
        const batch = new HistogramBatch(TENANT);
        batch.append(ref('again'), T0, histogram(count));
        await writer.write({ tenant: TENANT, histograms: batch });
      }
      expect((await samples(['__name__=again']))[0]!.histograms).toEqual([histogram(20)]);
    });
  });

  describe('series of a range', () => {
    const MINUTE = 60_000;

    it.each<[string, number, number, string[]]>([
      ['before all samples', 0, 9, []],
      ['the first sample', 0, 10, ['early']],
      ['a gap of a few minutes, which a chunk may have', 15, 19, ['early']],
      ['a range that ends before it starts', 19, 15, ['early']],
      ['a gap of an hour', 60, 70, []],
      ['behind all samples', 130, 140, []],
      ['the whole day', 0, 24 * 60, ['early', 'late']],
    ])('%s', async (_, start, end, expected) => {
      await write('late', [[120 * MINUTE, 1]]);
      await write('early', [
        [10 * MINUTE, 1],
        [20 * MINUTE, 1],
      ]);
      const range = { start: T0 + start * MINUTE, end: T0 + end * MINUTE };
      const found = await reader.series(TENANT, [matcher('__name__=~early|late')], range, LIMITS);
      expect(found.map((labels) => labelValue(labels, METRIC_NAME)).sort()).toEqual(expected);
    });
  });

  it('exemplars come by series and time, each once', async () => {
    for (const times of [
      [10, 30],
      [20, 30],
    ]) {
      const batch = new ExemplarBatch(TENANT);
      for (const ms of times) {
        const ref = writer.indexes.series.intern(TENANT, labelsFrom([[METRIC_NAME, 'up']]));
        batch.append(ref, T0 + ms, ms / 10, ['trace_id', `t${ms}`]);
      }
      await writer.write({ tenant: TENANT, exemplars: batch });
    }
    const range = { start: T0, end: T0 + 30 };
    expect(await reader.exemplars(TENANT, [matcher('__name__=up')], range, LIMITS)).toEqual([
      {
        labels: ['__name__', 'up'],
        exemplars: [10, 20, 30].map((ms) => ({ labels: ['trace_id', `t${ms}`], value: ms / 10, ms: T0 + ms })),
      },
    ]);
    expect(await reader.exemplars(TENANT, [matcher('__name__=up')], { start: T0 + 31, end: T0 + 40 }, LIMITS)).toEqual(
      [],
    );
  });

  it('metadata is what was said last, by family', async () => {
    const entry = (family: string, help: string) => ({ family, type: 'counter', help, unit: '' });
    await writer.write({ tenant: TENANT, metadata: [entry('b', 'old'), entry('a', 'one')] });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await writer.write({ tenant: TENANT, metadata: [entry('b', 'new')] });
    expect(await reader.metadata(TENANT, undefined, LIMITS)).toEqual([entry('a', 'one'), entry('b', 'new')]);
    expect(await reader.metadata(TENANT, 'b', LIMITS)).toEqual([entry('b', 'new')]);
    expect(await reader.metadata('other', undefined, LIMITS)).toEqual([]);
  });

  it('deletes what matches and nothing else', async () => {
    for (const name of ['doomed', 'spared']) {
      await write(name, [
        [10, 1],
        [20, 2],
        [30, 3],
      ]);
    }
    await deletion.deleteSeries(TENANT, [matcher('__name__=doomed')], { start: T0 + 20, end: T0 + 30 }, LIMITS);
    expect((await samples(['__name__=doomed']))[0]!.points).toEqual([[10, 1]]);
    expect((await samples(['__name__=spared']))[0]!.points).toHaveLength(3);
    await write('doomed', [[25, 9]]);
    expect((await samples(['__name__=doomed']))[0]!.points).toEqual([
      [10, 1],
      [25, 9],
    ]);
  });

  it('takes ranges that lie beyond all time', async () => {
    const ever = { start: -9e15, end: 9e15 };
    expect(await reader.labelValues(TENANT, 'code', [], ever, LIMITS)).toEqual(['200', '404', '500']);
    expect((await samples(['__name__=http_requests'], ever)).length).toBe(3);
    expect(await samples(['__name__=up'], { start: T0 + 2000, end: T0 })).toEqual([]);
  });
});
