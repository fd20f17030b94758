import { describe, expect, it } from 'vitest';
import { type Labels, labelsFrom } from '../model/labels.js';
import { Grouping, withLabel } from './grouping.js';

const labels = (of: Record<string, string>): Labels => labelsFrom(Object.entries(of));
const SERIES = labels({ __name__: 'up', instance: 'a:1', job: 'api' });

describe('Grouping', () => {
  it.each([
    ['by ()', [], false, {}],
    ['by (job)', ['job'], false, { job: 'api' }],
    ['by (job, missing)', ['job', 'missing'], false, { job: 'api' }],
    ['by (__name__)', ['__name__'], false, { __name__: 'up' }],
    ['without ()', [], true, { instance: 'a:1', job: 'api' }],
    ['without (instance, missing)', ['instance', 'missing'], true, { job: 'api' }],
  ])('%s', (_, names, without, expected) => {
    expect(new Grouping(names, without).labelsOf(SERIES)).toEqual(labels(expected));
  });

  it.each([
    ['the order of names does not matter', ['a', 'b'], { a: '1', b: '2' }, { b: '2', a: '1' }, true],
    ['other labels do not matter', ['a'], { a: '1', b: '2' }, { a: '1', b: '3' }, true],
    ['a missing label is an empty one', ['a', 'b'], { a: '1' }, { a: '1', c: '2' }, true],
    ['a value is not taken for that of another label', ['a', 'b'], { a: '1' }, { b: '1' }, false],
    ['nor the end of one value for the beginning of the next', ['a', 'b'], { a: '12' }, { a: '1', b: '2' }, false],
  ])('by: %s', (_, names, one, other, same) => {
    const grouping = new Grouping(names, false);
    expect(grouping.keyOf(labels(one)) === grouping.keyOf(labels(other))).toBe(same);
  });

  it.each([
    [{ a: 'x\xffb\xffy' }, { a: 'x', b: 'y' }],
    [{ a: 'x\0b\0y' }, { a: 'x', b: 'y' }],
    [{ a: 'x\u{103ff}b\u{103ff}y' }, { a: 'x', b: 'y' }],
  ])('without: %j and %j are two', (one, other) => {
    const grouping = new Grouping([], true);
    expect(grouping.keyOf(labels(one))).not.toBe(grouping.keyOf(labels(other)));
  });
});

describe('withLabel', () => {
  it.each([
    ['a', '1', { a: '1', c: '3' }],
    ['b', '2', { b: '2', c: '3' }],
    ['c', '4', { c: '4' }],
    ['c', '', {}],
    ['d', '', { c: '3' }],
    ['d', '5', { c: '3', d: '5' }],
  ])('%s="%s"', (name, value, expected) => {
    expect(withLabel(labels({ c: '3' }), name, value)).toEqual(labels(expected));
  });
});
