import { describe, expect, it } from 'vitest';
import { frameJson } from './frame.js';
import { seriesFrame, tableFrame } from './series-frames.js';

const nameOf = (labels: string[], legend: string) =>
  seriesFrame(labels, { times: [1], values: [1] }, { type: 'timeseries-multi' }, { legend, expression: 'up + 1' })[0]
    ?.name;

describe('names of series', () => {
  it.each([
    [['__name__', 'up', 'job', 'a"b'], '', 'up{job="a\\"b"}'],
    [['__name__', 'up'], '', 'up'],
    [['job', 'a'], '', '{job="a"}'],
    [[], '', 'up + 1'],
    [[], '__auto', 'up + 1'],
    [['job', 'a'], '__auto', undefined],
    [['job', 'a'], 'of {{ job }}, {{none}}{{', 'of a, {{'],
  ])('%j with the legend %j', (labels, legend, expected) => expect(nameOf(labels, legend)).toBe(expected));

  it('are found quickly in long legends', () => {
    expect(nameOf(['job', 'a'], '{{'.repeat(50_000) + ' '.repeat(50_000))).toHaveLength(150_000);
  });
});

it('numbers that JSON has not stand beside the values', () => {
  const [frame] = seriesFrame(
    [],
    { times: [1, 2, 3], values: [Number.NaN, Number.NEGATIVE_INFINITY, 5] },
    { type: 'numeric-multi' },
    { legend: '', expression: 'x' },
  );
  const { data } = JSON.parse(JSON.stringify(frameJson(frame!, 'A')));
  expect(data).toEqual({
    values: [
      [1, 2, 3],
      [null, null, 5],
    ],
    entities: [null, { NaN: [0], NegInf: [1] }],
  });
});

it('a table has a column for each label of any series', () => {
  const { fields } = tableFrame([
    { labels: ['a', '1'], times: [1], values: [10] },
    { labels: ['a', '2', 'b', '3'], times: [1], values: [20] },
  ]);
  expect(fields.map(({ name, values }) => [name, values])).toEqual([
    ['Time', [1, 1]],
    ['a', ['1', '2']],
    ['b', ['', '3']],
    ['Value', [10, 20]],
  ]);
});
