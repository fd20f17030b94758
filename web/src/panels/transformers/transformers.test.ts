// @vitest-environment happy-dom
import { type DataFrame, DataTransformerID, FieldType, transformDataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerTransformers, unknownTransformers } from './register';

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

  it('knows what @grafana/data has a name for, apart from maps and regressions', () => {
    const missing = ['append', 'fieldLookup', 'heatmap', 'spatial', 'regression', 'smoothing'];
    expect(unknownTransformers(Object.values(DataTransformerID))).toEqual(missing);
  });
});
