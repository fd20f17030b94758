import { describe, expect, it } from 'vitest';
import { annotationFrame, isForPanel } from './annotation-frame';

describe('annotations', () => {
  it('are columns of times, texts and colours', () => {
    const frame = annotationFrame({ name: 'Deploys', enable: true, iconColor: 'green' }, [
      { time: 5, title: 'v2', text: 'out', tags: ['a'] },
      { time: 7, timeEnd: 9, color: 'red' },
    ]);
    const values = Object.fromEntries(frame.fields.map((field) => [field.name, [...field.values]]));
    expect(values).toMatchObject({
      time: [5, 7],
      timeEnd: [5, 9],
      title: ['v2', 'Deploys'],
      text: ['out', ''],
      color: ['green', 'red'],
    });
  });

  it.each([
    [undefined, true],
    [{ ids: [] }, true],
    [{ ids: [1] }, true],
    [{ ids: [2] }, false],
    [{ exclude: true, ids: [1] }, false],
    [{ exclude: true, ids: [2] }, true],
  ])('with the filter %j are on panel 1: %s', (filter, wanted) => {
    expect(isForPanel({ name: 'x', enable: true, ...(filter && { filter }) }, 1)).toBe(wanted);
  });
});
