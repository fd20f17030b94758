import { describe, expect, it } from 'vitest';
import { seriesOf, shown, vectorOf } from '../../../../test/support/promql-call.js';
import { LABEL_JOIN_FUNCTIONS } from './label-join.js';

describe('label_join', () => {
  const UP = { __name__: 'up', a: '1', b: '2' };
  const join = (...texts: string[]) => vectorOf(LABEL_JOIN_FUNCTIONS, 'label_join', [[seriesOf(UP, 1)], ...texts]);

  it.each([
    [['j', '-', 'a', 'b'], { ...UP, j: '1-2' }],
    [['j', '', 'a', 'b'], { ...UP, j: '12' }],
    [['j', '-', 'a', 'none', 'b'], { ...UP, j: '1--2' }],
    [['j', '-'], UP],
    [['a', '-'], { __name__: 'up', b: '2' }],
    [['a', '-', 'none'], { __name__: 'up', b: '2' }],
    [['__name__', '_', '__name__', 'a'], { ...UP, __name__: 'up_1' }],
  ])('%j', async (texts, expected) => {
    expect(shown(await join(...texts))).toEqual([[expected, 1]]);
  });

  it.each([
    [['a', '-', ''], 'invalid source label name in label_join(): '],
    [['', '-', 'a'], 'invalid destination label name in label_join(): '],
    [['a\ud800', '-'], 'invalid destination label name in label_join(): a\ud800'],
  ])('refuses %j', async (texts, message) => {
    await expect(join(...texts)).rejects.toMatchObject({ code: 'execution', message });
  });

  it('refuses values that grow beyond all use', async () => {
    const all = [seriesOf({ a: 'x'.repeat(60_000) }, 1)];
    const call = vectorOf(LABEL_JOIN_FUNCTIONS, 'label_join', [all, 'a', '', ...new Array(10_000).fill('a')]);
    await expect(call).rejects.toMatchObject({ code: 'limit_exceeded' });
  });

  it('fails where two series become one', async () => {
    const all = [seriesOf({ k: '1' }, 1), seriesOf({ k: '2' }, 1)];
    await expect(vectorOf(LABEL_JOIN_FUNCTIONS, 'label_join', [all, 'k', '-'])).rejects.toThrow('same labelset');
  });
});
