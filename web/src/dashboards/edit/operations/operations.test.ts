import { describe, expect, it } from 'vitest';
import { CLASSIC, V2 } from '../../model/examples';
import type { GridItem } from '../../model/layout';
import { panelsOf } from '../../model/layout';
import { readDashboard, writeDashboard } from '../../model/read-dashboard';
import { overlaps, placeItem, resizeItem, stepItem } from './grid';
import { changed, redone, startHistory, undone } from './history';
import { leafOf } from './layouts';
import { addPanel, changeItems, duplicatePanel, movePanelTo, removePanel, setRepeat, shiftAutoItem } from './panels';
import { addRow, changeRow, moveRow, placesFor, removeRow } from './rows';
import { valueAt, withValueAt } from './set-path';

const item = (panel: string, x: number, y: number, width = 12, height = 4): GridItem => ({
  panel,
  x,
  y,
  width,
  height,
});
const show = (items: readonly GridItem[]) =>
  items.map(({ panel, x, y, width, height }) => `${panel} ${x},${y} ${width}x${height}`);
const EMPTY = readDashboard({ title: 'x', panels: [] });
const classic = readDashboard(CLASSIC);
const v2 = readDashboard(V2);

describe('places in a grid', () => {
  const items = [item('a', 0, 0), item('b', 12, 0), item('c', 0, 4, 24)];

  it('what is in the way goes down, and nothing overlaps', () => {
    const next = placeItem(items, 'c', { x: 0, y: 0, width: 24, height: 4 });
    expect(show(next)).toEqual(['c 0,0 24x4', 'a 0,4 12x4', 'b 12,4 12x4']);
    const wide = placeItem(items, 'a', { x: 0, y: 0, width: 20, height: 6 });
    expect(wide.some((one) => wide.some((other) => other !== one && overlaps(one, other)))).toBe(false);
  });

  it('arrows step past the next panel, and within the columns', () => {
    expect(show(stepItem(items, 'a', 'down'))).toEqual(['b 12,0 12x4', 'c 0,4 24x4', 'a 0,8 12x4']);
    expect(show(stepItem(items, 'c', 'up'))).toEqual(['c 0,0 24x4', 'a 0,4 12x4', 'b 12,4 12x4']);
    expect(show(stepItem(items, 'a', 'left'))).toEqual(show(items));
    expect(stepItem(items, 'b', 'right').find(({ panel }) => panel === 'b')!.x).toBe(12);
  });

  it('sizes have a least and a most', () => {
    expect(resizeItem(items, 'b', 'right').find(({ panel }) => panel === 'b')!.width).toBe(12);
    expect(resizeItem([item('a', 0, 0, 2, 2)], 'a', 'up')[0]).toMatchObject({ width: 2, height: 2 });
  });
});

describe('panels', () => {
  it('are added where there is room, with ids of their own', () => {
    const one = addPanel(EMPTY, { type: 'stat', title: 'One' });
    const two = addPanel(one.dashboard, { type: 'stat', title: 'Two' });
    expect(two.dashboard.panels[two.name]).toMatchObject({ id: 2, title: 'Two' });
    expect(leafOf(two.dashboard.layout, two.name)!.leaf.items.at(-1)).toMatchObject({ x: 12, y: 0 });
    const three = duplicatePanel(two.dashboard, one.name);
    expect(three.dashboard.panels['panel-3']).toMatchObject({ title: 'One' });
    expect(panelsOf(three.dashboard.layout)).toEqual([one.name, two.name, three.name]);
  });

  it('are taken out with their places', () => {
    const next = removePanel(classic, 'panel-1');
    expect(panelsOf(next.layout)).not.toContain('panel-1');
    expect(next.panels['panel-1']).toBeUndefined();
  });

  it('move within their grid, and to another row', () => {
    expect(changeItems(classic, 'panel-1', (items) => items)).toBe(classic);
    const target = placesFor(classic.layout).find(({ title }) => title === 'Open')!;
    const next = movePanelTo(classic, 'panel-1', target.path);
    expect(leafOf(next.layout, 'panel-1')!.titles).toEqual(['Open']);
    expect(Object.keys(next.panels)).toEqual(Object.keys(classic.panels));
  });

  it('of an auto grid change places', () => {
    const order = panelsOf(v2.layout);
    expect(panelsOf(shiftAutoItem(v2, 'second', 1).layout)).toEqual([order[0], order[2], order[1]]);
    expect(shiftAutoItem(v2, 'second', -1)).toBe(v2);
  });

  it('repeat for a variable, or no more', () => {
    const written = writeDashboard(setRepeat(classic, 'panel-1', undefined)).panels as { repeat?: string }[];
    expect(written[0]!.repeat).toBeUndefined();
  });
});

describe('rows', () => {
  it('are added below what stands without one', () => {
    const { dashboard } = addPanel(EMPTY, { type: 'stat', title: '' });
    const next = addRow(dashboard);
    expect(next.layout.kind === 'rows' && next.layout.rows.map(({ hidesHeader }) => hidesHeader)).toEqual([
      true,
      false,
    ]);
    expect(removeRow(next, [1], false).layout).toEqual(dashboard.layout);
  });

  it('change, move and go, with or without their panels', () => {
    const renamed = changeRow(classic, [1], { title: 'Other', repeat: undefined });
    expect(renamed.layout.kind === 'rows' && renamed.layout.rows[1]!.title).toBe('Other');
    const moved = moveRow(classic, [1], 1);
    expect(moved.layout.kind === 'rows' && moved.layout.rows[2]!.title).toBe('Open');
    expect(panelsOf(removeRow(classic, [1], true).layout).toSorted()).toEqual(panelsOf(classic.layout).toSorted());
    expect(removeRow(classic, [1], false).panels['panel-3']).toBeUndefined();
  });
});

describe('history', () => {
  it('goes back and forth; typing is one step', () => {
    const typed = ['a', 'ab', 'abc'].reduce((h, text) => changed(h, text, 'title'), startHistory(''));
    expect(typed.past).toEqual(['']);
    expect(undone(typed).present).toBe('');
    expect(redone(undone(typed)).present).toBe('abc');
    expect(changed(undone(typed), 'x').future).toEqual([]);
  });
});

it('values are read and set by path', () => {
  const before = { a: { b: [{ c: 1 }, { c: 2 }] }, d: {} };
  const after = withValueAt(before, 'a.b.1.c', 3);
  expect(valueAt(after, 'a.b.1.c')).toBe(3);
  expect(after.d).toBe(before.d);
  expect(withValueAt(before, 'a.b', undefined)).toEqual({ a: {}, d: {} });
  expect(withValueAt({}, 'x.y', 1)).toEqual({ x: { y: 1 } });
});
