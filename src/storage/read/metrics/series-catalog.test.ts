import { describe, expect, it } from 'vitest';
import { type Labels, labelsFrom } from '../../../model/labels.js';
import { HistogramBatch } from '../../../model/samples.js';
import { SeriesDays, type SeriesRef } from '../../../model/series.js';
import type { QueryLimits } from '../../interface.js';
import type { DayRange } from '../labels/label-set-condition.js';
import type { LabelSet } from '../labels/label-sets.js';
import { SeriesCatalog } from './series-catalog.js';
import type { StoredSeries } from './stored-series.js';

const LIMITS: QueryLimits = { timeoutMs: 1000, maxMemory: 1 << 20 };
const TODAY: DayRange = { first: 100, last: 100 };

const labels = (name: string, i: number): Labels =>
  labelsFrom([
    ['__name__', name],
    ['i', String(i)],
  ]);

const ref = (id: number, of: Labels): SeriesRef => ({
  tenant: 't',
  idLow: id,
  idHigh: 0,
  labels: of,
  name: '',
  storedDays: new Set(),
});

function noted(day: number, ...refs: SeriesRef[]): SeriesDays {
  const days = new SeriesDays();
  for (const each of refs) days.note(each, day);
  return days;
}

/** A store of label sets by day; `loads` keeps the days that were asked for. */
function store(rows: readonly (readonly [day: number, set: LabelSet])[], whileLoading = async () => undefined) {
  const loads: DayRange[] = [];
  const stored = {
    sets: {
      count: async (_tenant: string, { first, last }: DayRange) =>
        rows.filter(([day]) => day >= first && day <= last).length,
      async *all(_tenant: string, { first, last }: DayRange) {
        loads.push({ first, last });
        const found = rows.filter(([day]) => day >= first && day <= last);
        await whileLoading();
        yield found.map(([day, set]) => ({ set, days: [day] }));
      },
    },
    find: async () => ({ sets: [{ id: 99n, labels: ['from', 'store'] }], isWhole: () => false }),
    histogramNames: async () => new Set(['old_histogram']),
  };
  return { stored: stored as unknown as StoredSeries, loads };
}

const ids = async (catalog: SeriesCatalog, days = TODAY, name?: string): Promise<bigint[]> => {
  const matchers = name === undefined ? [] : [{ name: '__name__', op: '=' as const, value: name }];
  return (await catalog.find('t', matchers, days, LIMITS)).sets.map(({ id }) => id).sort();
};

const SET = (id: bigint, name = 'up'): LabelSet => ({ id, labels: labels(name, Number(id)) });

describe('SeriesCatalog', () => {
  it('loads days once, and more days when they are asked for', async () => {
    const { stored, loads } = store([
      [99, SET(1n)],
      [100, SET(2n)],
    ]);
    const catalog = new SeriesCatalog({ stored, maxSets: 100 });
    expect(await ids(catalog)).toEqual([2n]);
    expect(await ids(catalog)).toEqual([2n]);
    expect(await ids(catalog, { first: 99, last: 100 })).toEqual([1n, 2n]);
    expect(await ids(catalog, { first: 99, last: 99 })).toEqual([1n]);
    expect(loads).toEqual([TODAY, { first: 99, last: 100 }]);
  });

  it('knows at once what is noted, on days that it has loaded', async () => {
    const catalog = new SeriesCatalog({ stored: store([]).stored, maxSets: 100 });
    expect(await ids(catalog)).toEqual([]);
    catalog.note('t', noted(100, ref(7, labels('up', 7))));
    catalog.note('u', noted(100, ref(8, labels('up', 8))));
    expect(await ids(catalog)).toEqual([7n]);
  });

  it('keeps what is noted while it loads', async () => {
    const { stored } = store([[100, SET(1n)]], async () => {
      catalog.note('t', noted(100, ref(7, labels('up', 7))));
    });
    const catalog: SeriesCatalog = new SeriesCatalog({ stored, maxSets: 100 });
    expect(await ids(catalog)).toEqual([1n, 7n]);
  });

  it('knows whether a name is whole', async () => {
    const { stored } = store([
      [100, SET(1n, 'a')],
      [100, SET(2n, 'a')],
      [100, SET(3n, 'b')],
    ]);
    const catalog = new SeriesCatalog({ stored, maxSets: 100 });
    const { isWhole } = await catalog.find('t', [{ name: 'i', op: '=~', value: '1|3' }], TODAY, LIMITS);
    expect(['a', 'b', 'c'].map(isWhole)).toEqual([false, true, false]);
  });

  it('leaves days with too many label sets to the store', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => [100, SET(BigInt(i))] as const);
    const { stored, loads } = store(rows);
    const catalog = new SeriesCatalog({ stored, maxSets: 4 });
    expect(await ids(catalog)).toEqual([99n]);
    expect(await ids(catalog)).toEqual([99n]);
    expect(loads).toEqual([]);
  });

  it('gives kept answers until something changes', async () => {
    const catalog = new SeriesCatalog({ stored: store([[100, SET(1n)]]).stored, maxSets: 100 });
    const find = () => catalog.find('t', [{ name: 'i', op: '=~', value: '.+' }], TODAY, LIMITS);
    const values = (days = TODAY) => catalog.labelValues('t', 'i', [], days, LIMITS);
    const names = () => catalog.labelNames('t', [], TODAY, LIMITS);
    const before = await find();
    expect([await find(), await values(), await names()]).toEqual([before, ['1'], ['__name__', 'i']]);
    expect(await find()).toBe(before);
    catalog.note('t', noted(100, ref(1, labels('up', 1))));
    expect(await find()).toBe(before);
    catalog.note(
      't',
      noted(
        100,
        ref(
          7,
          labelsFrom([
            ['new', 'x'],
            ['i', '7'],
          ]),
        ),
      ),
    );
    expect((await find()).sets).toHaveLength(2);
    expect([await values(), await names()]).toEqual([
      ['1', '7'],
      ['__name__', 'i', 'new'],
    ]);
    catalog.note('t', noted(101, ref(1, labels('up', 1))));
    expect(await values({ first: 101, last: 101 })).toEqual(['1']);
    catalog.forget();
    expect(await values()).toEqual(['1']);
  });

  it('does not keep what it selected while something changed', async () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => [100, SET(BigInt(i))] as const);
    const catalog = new SeriesCatalog({ stored: store(rows).stored, maxSets: 100_000 });
    await ids(catalog);
    const selecting = catalog.labelValues('t', 'i', [], TODAY, LIMITS);
    catalog.note('t', noted(100, ref(99_999, labels('first', 99_999))));
    await selecting;
    expect(await catalog.labelValues('t', 'i', [], TODAY, LIMITS)).toContain('99999');
  });

  it('holds no more than it may, those asked for last', async () => {
    const { stored, loads } = store([
      [100, SET(1n)],
      [100, SET(2n)],
    ]);
    const catalog = new SeriesCatalog({ stored, maxSets: 4 });
    for (const tenant of ['a', 'b', 'c', 'c', 'b', 'a']) await catalog.find(tenant, [], TODAY, LIMITS);
    expect(loads).toHaveLength(4);
  });

  it('forgets after its time', async () => {
    const { stored, loads } = store([[100, SET(1n)]]);
    const catalog = new SeriesCatalog({ stored, maxSets: 4, maxAge: 1 });
    await ids(catalog);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await ids(catalog);
    catalog.forget();
    await ids(catalog);
    expect(loads.length).toBe(3);
  });

  it('knows names with histograms, old and new', async () => {
    const catalog = new SeriesCatalog({ stored: store([]).stored, maxSets: 4 });
    expect([...(await catalog.histogramNames('t', TODAY, LIMITS))]).toEqual(['old_histogram']);
    const batch = new HistogramBatch('t');
    batch.name.append('new_histogram');
    catalog.noteHistograms(batch);
    expect([...(await catalog.histogramNames('t', TODAY, LIMITS))]).toEqual(['old_histogram', 'new_histogram']);
  });

  it('tries again after a load that failed', async () => {
    let broken = true;
    const { stored } = store([[100, SET(1n)]], async () => {
      if (broken) throw new Error('the engine is away');
    });
    const catalog = new SeriesCatalog({ stored, maxSets: 4 });
    await expect(ids(catalog)).rejects.toThrow('the engine is away');
    broken = false;
    expect(await ids(catalog)).toEqual([1n]);
  });

  it('refuses patterns that are none, in the words of RE2', async () => {
    const catalog = new SeriesCatalog({ stored: store([]).stored, maxSets: 4 });
    await expect(catalog.find('t', [{ name: 'i', op: '=~', value: '[' }], TODAY, LIMITS)).rejects.toMatchObject({
      code: 'invalid_argument',
      message: 'error parsing regexp: missing closing ]: `[`',
    });
  });
});
