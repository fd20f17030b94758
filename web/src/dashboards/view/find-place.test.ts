import { describe, expect, it } from 'vitest';
import { CLASSIC, V2 } from '../model/examples';
import { readDashboard } from '../model/read-dashboard';
import { findPanel, foundPanels } from './find-place';

const values = (name: string) => (name === 'job' ? ['x', 'y'].map((value) => ({ value, text: value })) : undefined);

describe('panels by their keys', () => {
  const classic = foundPanels(readDashboard(CLASSIC).layout, values);

  it('has copies of panels and rows', () => {
    expect(classic.map(({ key, scopedVars }) => [key, scopedVars.job?.value])).toEqual([
      ['panel-1', 'x'],
      ['panel-1-clone-1', 'y'],
      ['panel-3', undefined],
      ['panel-5', 'x'],
      ['panel-5-row-1', 'y'],
    ]);
  });

  it('goes through tabs and rows', () => {
    expect(foundPanels(readDashboard(V2).layout, values).map(({ key }) => key)).toEqual([
      'first',
      'first-clone-1',
      'first-row-1',
      'first-clone-1-row-1',
      'second',
      'shared',
    ]);
  });

  it.each([
    ['1', 'panel-1'],
    ['panel-1-clone-1', 'panel-1-clone-1'],
    ['99', undefined],
  ])('%s of a URL is %s', (text, key) => expect(findPanel(classic, text)?.key).toBe(key));
});
