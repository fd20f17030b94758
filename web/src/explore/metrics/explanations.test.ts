import { expect, it } from 'vitest';
import { explanationOf } from './explanations';

it.each([
  ['PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "up"', /only grow/],
  ['PromQL warning: quantile value should be between 0 and 1, got 95', /0\.95/],
  ['PromQL info: input to histogram_quantile needed to be fixed for monotonicity', /good estimate/],
])('%s', (text, expected) => {
  expect(explanationOf(text)).toMatch(expected);
});

it('leaves others as they are', () => {
  expect(explanationOf('something else')).toBeUndefined();
});
