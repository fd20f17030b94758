// @vitest-environment happy-dom
import { type DataFrame, DataTransformerID, FieldType, transformDataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { leftOutTransformers, registerTransformers } from './register';

beforeAll(registerTransformers);

type Columns = Readonly<Record<string, unknown[]>>;

const TYPES: Readonly<Record<string, FieldType>> = { Time: FieldType.time, Line: FieldType.string };

const frame = (columns: Columns, refId = 'A'): DataFrame => ({
  refId,
  fields: Object.entries(columns).map(([name, values]) => ({
    name,
    type: TYPES[name] ?? (typeof values[0] === 'number' ? FieldType.number : FieldType.string),
    config: {},
    values,
  })),
  length: Object.values(columns)[0]!.length,
});

const run = (id: string, options: object, frames: DataFrame[]) =>
  lastValueFrom(transformDataFrame([{ id, options }], frames, { interpolate: (text) => text }));

const columnsOf = ({ fields }: DataFrame): Columns =>
  Object.fromEntries(fields.map(({ name, values }) => [name, values]));

describe('transformations', () => {
  it.each([
    [
      'extractFields',
      { source: 'Line', format: 'json', replace: true },
      { Line: ['{"a":1}', 'no json'] },
      [{ a: [1, null] }],
    ],
    [
      'extractFields',
      { source: 'Line', format: 'kvp', replace: true },
      { Line: ['a=1 b="x y"'] },
      [{ a: ['1'], b: ['x y'] }],
    ],
    [
      'extractFields',
      { source: 'Line', format: 'regexp', regExp: '/(?<n>\\d+)/', replace: true },
      { Line: ['x7', 'y'] },
      [{ n: ['7', null] }],
    ],
    [
      'extractFields',
      { source: 'Line', format: 'json', jsonPaths: [{ path: 'a[0].b', alias: 'c' }], replace: true },
      { Line: ['{"a":[{"b":2}]}'] },
      [{ c: [2] }],
    ],
    ['partitionByValues', { fields: ['k'] }, { k: ['x', 'y', 'x'], v: [1, 2, 3] }, [{ v: [1, 3] }, { v: [2] }]],
    [
      'prepareTimeSeries',
      { format: 'multi' },
      { Time: [1, 1, 2], k: ['x', 'y', 'x'], v: [1, 2, 3] },
      [
        { Time: [1, 2], v: [1, 3] },
        { Time: [1], v: [2] },
      ],
    ],
    ['rowsToFields', {}, { name: ['a', 'b'], v: [1, 2] }, [{ a: [1], b: [2] }]],
    ['joinByField', { byField: 'Time' }, { Time: [1], v: [2] }, [{ Time: [1], v: [2] }]],
    ['limit', { limitField: 1 }, { v: [1, 2] }, [{ v: [1] }]],
  ])('%s %j', async (id, options, columns, expected) => {
    expect((await run(id, options, [frame(columns as Columns)])).map(columnsOf)).toEqual(expected);
  });

  it('makes rows of series', async () => {
    const series = frame({ Time: [1, 2], v: [3, 4] });
    series.fields[1]!.labels = { service: 'api' };
    const [table] = await run('timeSeriesTable', {}, [series]);
    expect(table!.fields.map(({ name }) => name)).toEqual(['service', 'Trend #A']);
    expect(table!.fields[1]!.values[0].value).toBe(4);
  });

  it('configures fields by another query', async () => {
    const mappings = [{ fieldName: 'limit', handlerKey: 'max', reducerId: 'max' }];
    const found = await run('configFromData', { configRefId: 'B', mappings }, [
      frame({ v: [1] }),
      frame({ limit: [5, 9] }, 'B'),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]!.fields[0]!.config.max).toBe(9);
  });

  it('joins series by a label', async () => {
    const series = (labels: Record<string, string>, value: number) => {
      const one = frame({ Time: [1], v: [value] });
      one.fields[1]!.labels = labels;
      return one;
    };
    const frames = [
      series({ what: 'cpu', host: 'a' }, 1),
      series({ what: 'ram', host: 'a' }, 2),
      series({ what: 'cpu', host: 'b' }, 3),
    ];
    const [table] = await run('joinByLabels', { value: 'what' }, frames);
    expect(columnsOf(table!)).toEqual({ host: ['a', 'b'], cpu: [1, 3], ram: [2, null] });
  });

  it.each([
    ['linear', 1, (x: number) => 3 * x - 7],
    ['polynomial', 3, (x: number) => 2 * x ** 3 - x + 1],
  ])('%s regression of degree %i finds the curve again', async (modelType, degree, curve) => {
    const xs = Array.from({ length: 20 }, (_, i) => i / 2);
    const given = frame({ x: xs, y: xs.map(curve) });
    const found = await run('regression', { modelType, degree, xFieldName: 'x', yFieldName: 'y', predictionCount: 5 }, [
      given,
    ]);
    expect(found).toHaveLength(2);
    const [x, y] = found[1]!.fields;
    expect(x!.values).toEqual([0, 2.375, 4.75, 7.125, 9.5]);
    for (const [i, at] of x!.values.entries()) expect(y!.values[i]).toBeCloseTo(curve(at), 6);
  });

  it('regression over time, of times in ms, and of too few points', async () => {
    const start = 1_700_000_000_000;
    const Time = Array.from({ length: 10 }, (_, i) => start + i * 15_000);
    const found = await run('regression', { modelType: 'polynomial', degree: 2, predictionCount: 2 }, [
      frame({ Time, v: Time.map((_, i) => i * i) }),
    ]);
    expect(found[1]!.fields[1]!.values.map((value: number) => Math.round(value))).toEqual([0, 81]);
    expect(await run('regression', {}, [frame({ Time: [1], v: [1] })])).toHaveLength(1);
  });

  it('smoothing takes the noise and leaves what stands out', async () => {
    const Time = Array.from({ length: 800 }, (_, i) => i * 1000);
    // A slow wave, fast noise, and one hump.
    const noisy = Time.map((_, i) => Math.sin(i / 120) + (i % 2 === 0 ? 0.4 : -0.4) + (i > 600 && i < 640 ? 6 : 0));
    const [smooth] = await run('smoothing', { resolution: 200 }, [frame({ Time, v: noisy })]);
    const values = smooth!.fields[1]!.values as number[];
    expect(values.length).toBeLessThanOrEqual(200);
    expect(values.length).toBe(smooth!.fields[0]!.values.length);
    const steps = (all: readonly number[]) =>
      Math.max(...all.slice(1, 100).map((value, i) => Math.abs(value - all[i]!)));
    expect(steps(values)).toBeLessThan(steps(noisy) / 5);
    expect(Math.max(...values)).toBeGreaterThan(3);
    expect(await run('smoothing', {}, [frame({ name: ['a'], v: [1] })])).toEqual([frame({ name: ['a'], v: [1] })]);
  });

  it('counts values in the cells of a heatmap', async () => {
    const [cells] = await run(
      'heatmap',
      { xBuckets: { mode: 'size', value: '10s' }, yBuckets: { mode: 'size', value: '5' } },
      [frame({ Time: [0, 1000, 12_000], v: [1, 2, 7] }), frame({ Time: [2000], v: [3] })],
    );
    expect(columnsOf(cells!)).toEqual({
      xMin: [0, 10_000],
      xMax: [10_000, 20_000],
      yMin: [0, 5],
      yMax: [5, 10],
      Count: [3, 1],
    });
  });

  it('knows what @grafana/data has a name for, apart from maps and what Grafana itself does not have', () => {
    const missing = ['append', 'fieldLookup', 'spatial'];
    const said = leftOutTransformers(Object.values(DataTransformerID));
    expect(said.map((text) => /"(.*?)"/.exec(text)![1])).toEqual(missing);
    expect(leftOutTransformers(['spatial', 'spatial', 'reduce'])).toEqual([
      'the transformation "spatial" is for maps, which are not drawn here: it was left out',
    ]);
  });
});
