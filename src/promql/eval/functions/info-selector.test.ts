import { describe, expect, it } from 'vitest';
import { selectorOf } from '../../../../test/support/promql-call.js';
import { InfoSelector } from './info-selector.js';

const selector = (matchers?: Record<string, string>) =>
  new InfoSelector(matchers === undefined ? undefined : selectorOf(matchers));

describe('InfoSelector', () => {
  it.each([
    [undefined, ['target_info']],
    [{}, ['target_info']],
    [{ a: '1' }, ['target_info']],
    [{ __name__: 'build_info' }, ['build_info']],
    [{ __name__: '=~(target|build)_info' }, ['target_info', 'build_info']],
    [{ __name__: '!=target_info' }, ['build_info', 'node_uname_info']],
    [{ __name__: '!~.*_info' }, []],
    [{ __name__: 'up' }, ['up']],
  ])('of %j takes %j for info metrics', (matchers, expected) => {
    const names = ['target_info', 'build_info', 'node_uname_info', 'up'];
    expect(names.filter((name) => selector(matchers).isInfo(['__name__', name]))).toEqual(expected);
  });

  it.each([
    [undefined, false, ['a', 'b']],
    [{ __name__: 'build_info' }, false, ['a', 'b']],
    [{ a: '=~.+' }, true, ['a']],
    [{ a: '!=1' }, false, ['a']],
    [{ a: '=~.*', b: '1' }, true, ['a', 'b']],
  ])('of %j is required: %s, and wants of a and b %j', (matchers, isRequired, wanted) => {
    const of = selector(matchers);
    expect(of.isRequired).toBe(isRequired);
    expect(['__name__', 'a', 'b'].filter((name) => of.wants(name))).toEqual(wanted);
  });
});
