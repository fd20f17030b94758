import { describe, expect, it } from 'vitest';
import {
  type CallOptions,
  callOf,
  HISTOGRAM_OF_ONE,
  selectorOf,
  seriesOf,
  shown,
} from '../../../../test/support/promql-call.js';
import type { Expression } from '../../ast.js';
import { ABSENT_FUNCTIONS } from './absent.js';
import type { CallContext } from './implementation.js';

const POSITION = { start: 0, end: 0 };

/** `absent` of what stands in `argument`, which has these series. */
async function absent(argument: Expression, series: ReturnType<typeof seriesOf>[], options?: CallOptions) {
  const implementation = ABSENT_FUNCTIONS.absent!;
  if (implementation.kind !== 'vector') throw new Error();
  const call: CallContext = {
    ...callOf('absent', [argument], options),
    async *batches() {
      yield series;
    },
  };
  return shown(await implementation.evaluate(call));
}

describe('absent', () => {
  it('is 1 at the steps at which no series has a point', async () => {
    const grid = { start: 0, step: 1000, count: 4 };
    const series = [
      seriesOf({ a: '1' }, 1, undefined, undefined, undefined),
      seriesOf({}, undefined, undefined, Number.NaN, HISTOGRAM_OF_ONE),
    ];
    expect(await absent(selectorOf({ __name__: 'm' }), series, { grid })).toEqual([
      [{}, undefined, 1, undefined, undefined],
    ]);
  });

  it('is nothing where all steps have one', async () => {
    expect(await absent(selectorOf({}), [seriesOf({}, 1)])).toEqual([]);
  });

  it.each([
    [{ __name__: 'm', job: 'x', a: '!=b', c: '=~d', e: '' }, { job: 'x' }],
    [{ 'service.name': 'x' }, { 'service.name': 'x' }],
  ])('has the labels of %j that are equated', async (matchers, labels) => {
    expect(await absent(selectorOf(matchers), [])).toEqual([[labels, 1]]);
  });

  it('lacks a label of which more is asked', async () => {
    const matchers = [
      { name: 'a', op: '=' as const, value: '1' },
      { name: 'a', op: '=~' as const, value: '1' },
      { name: 'b', op: '=~' as const, value: '1' },
      { name: 'b', op: '=' as const, value: '1' },
    ];
    const selector: Expression = { kind: 'vector-selector', name: '', matchers, position: POSITION };
    expect(await absent(selector, [])).toEqual([[{ b: '1' }, 1]]);
  });

  it('sees through parentheses, and has no labels of anything but a selector', async () => {
    const selector = selectorOf({ a: '1' });
    const inParentheses: Expression = { kind: 'parentheses', expression: selector, position: POSITION };
    const negative: Expression = { kind: 'unary', op: '-', expression: selector, position: POSITION };
    expect(await absent(inParentheses, [])).toEqual([[{ a: '1' }, 1]]);
    expect(await absent(negative, [])).toEqual([[{}, 1]]);
  });
});
