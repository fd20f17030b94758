import { DataFrameType, dateTime } from '@grafana/data';
import { expect, it } from 'vitest';
import { seriesFrame } from '../frames';
import type { Target } from '../source';
import { expressionAnswers, isExpression } from './expressions';

const QUERY = [seriesFrame({ refId: 'A', labels: { job: 'a' }, times: [0, 1000], values: [1, 3] })];
const range = { from: dateTime(0), to: dateTime(2000), raw: { from: '', to: '' } };

const answer = (target: Partial<Target>) =>
  expressionAnswers([{ refId: 'X', ...target }], (refId) => (refId === 'A' ? QUERY : undefined), range)[0]!;

it('series come as frames that are drawn, numbers as frames of one', () => {
  const [series] = answer({ type: 'math', expression: '$A * 2' }).frames;
  expect(series!.fields.map(({ values }) => values)).toEqual([
    [0, 1000],
    [2, 6],
  ]);
  expect(series!.fields[1]!.labels).toEqual({ job: 'a' });
  const [number] = answer({ type: 'reduce', expression: 'A', reducer: 'mean' }).frames;
  expect(number!.meta?.type).toBe(DataFrameType.NumericMulti);
  expect(number!.fields.map(({ values }) => values)).toEqual([[2]]);
});

it('windows are in the words of dashboards', () => {
  const [frame] = answer({ type: 'resample', expression: 'A', window: '1s', upsampler: 'pad' }).frames;
  expect(frame!.fields[1]!.values).toEqual([1, 3, 3]);
});

it('what fails is the answer of its own expression', () => {
  expect(answer({ type: 'math', expression: '$B' })).toMatchObject({
    frames: [],
    error: { message: expect.stringContaining('no query B') },
  });
});

it.each(['__expr__', '-100', { uid: '-100' }, { type: '__expr__', uid: 'x' }])('%j calculates', (ref) => {
  expect(isExpression(ref)).toBe(true);
});
