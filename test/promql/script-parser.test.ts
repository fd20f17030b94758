import { expect, it } from 'vitest';
import { Cursor } from '../../src/rules/unit-test/cursor.js';
import { readValues } from '../../src/rules/unit-test/series-values.js';
import { scriptDuration } from './duration.js';
import { parseScript } from './script-parser.js';
import { readLabels } from './series-notation.js';

const values = (text: string) => readValues(new Cursor(text));

it.each([
  ['1', [1]],
  ['1 _ 3', [1, 'absent', 3]],
  ['1+2x3', [1, 3, 5, 7]],
  ['1-2x2', [1, -1, -3]],
  ['5x2', [5, 5, 5]],
  ['0x2', [0, 0, 0]],
  ['_x3 1', ['absent', 'absent', 'absent', 1]],
  ['1 stale NaN Inf -Inf', [1, 'stale', Number.NaN, Infinity, -Infinity]],
  ['1e3 0.5+0.25x2 1/4', [1000, 0.5, 0.75, 1, 0.25]],
])('values %s', (text, expected) => {
  expect(values(text)).toEqual(expected);
});

it('reads histograms and their increments', () => {
  const [first, second, ...rest] = values(
    '{{schema:1 count:3 sum:5 buckets:[1 2] offset:-1}}+{{schema:1 count:1 buckets:[1] offset:2}}x1',
  );
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ schema: 1, count: 3, sum: 5, positiveCounts: [1, 2], resetHint: 0 });
  expect(first).toMatchObject({ positiveSpans: [{ offset: -1, length: 2 }] });
  expect(second).toMatchObject({ count: 4, sum: 5, positiveCounts: [1, 2, 1] });
  expect(second).toMatchObject({
    positiveSpans: [
      { offset: -1, length: 1 },
      { offset: 0, length: 1 },
      { offset: 1, length: 1 },
    ],
  });
});

it.each([
  ['m', ['__name__', 'm']],
  ['m{b="1", a="x\\"y"}', ['__name__', 'm', 'a', 'x"y', 'b', '1']],
  ['{"my metric","my label"="z"}', ['__name__', 'my metric', 'my label', 'z']],
  ['{}', []],
])('labels %s', (text, expected) => {
  expect(readLabels(new Cursor(text))).toEqual(expected);
});

it.each([
  ['90', 90_000],
  ['1h30m', 5_400_000],
  ['-5m', -300_000],
  ['1.5', 1500],
  ['10ms', 10],
])('duration %s', (text, ms) => {
  expect(scriptDuration(text)).toBe(ms);
});

it('gives each query what was loaded before it', () => {
  const [first, second] = parseScript(`
# A comment.
load 1m
  m{a="1"} 1 2
load 10s
  n 3

eval instant at 5m m + n
  expect warn text
  {a="1"} 4

clear
features promql-experimental-functions
eval range from 0 to 10m step 1m absent(m)
  expect no_info
  {} 1x10
`);
  expect(first).toMatchObject({ line: 8, query: 'm + n', start: 300_000, end: 300_000 });
  expect(first!.data.map(({ step }) => step)).toEqual([60_000, 10_000]);
  expect(first!.expected.annotations).toEqual([{ level: 'warn', comes: true, text: 'text' }]);
  expect(second).toMatchObject({ query: 'absent(m)', start: 0, end: 600_000, step: 60_000, data: [] });
  expect(second!.features.has('promql-experimental-functions')).toBe(true);
  expect(second!.expected.series[0]!.values).toHaveLength(11);
});

it.each([
  ['eval instant 5m m', 'line 1: not understood'],
  ['  m 1', 'line 1: nothing stands before'],
  ['eval instant at 5m m\n  expect nonsense', 'line 2: not understood: expect nonsense'],
  ['eval instant at 5m m\n  m{a="1} 2', 'line 2: a quote is missing'],
])('refuses %j', (script, message) => {
  expect(() => parseScript(script)).toThrow(message);
});
