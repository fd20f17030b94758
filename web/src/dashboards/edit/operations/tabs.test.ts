import { describe, expect, it } from 'vitest';
import { type AutoGridItem, panelsOf, type TabsLayout } from '../../model/layout';
import { readDashboard, writeDashboard } from '../../model/read-dashboard';
import { leafOf } from './layouts';
import { setLeafKind } from './leaf-kind';
import { movePanelTo, putBefore, setCondition } from './panels';
import { addTab, changeTab, moveTab, removeTab } from './tabs';

const place = (x: number) => ({ x, y: 0, w: 12, h: 8 });
const CLASSIC = readDashboard({
  title: 'T',
  panels: [
    { id: 1, type: 'stat', title: 'One', gridPos: place(0) },
    { id: 2, type: 'stat', title: 'Two', gridPos: place(12) },
  ],
});
const TABBED = addTab(CLASSIC);
const titles = ({ layout }: typeof TABBED) => (layout as TabsLayout).tabs.map(({ title }) => title);

describe('tabs', () => {
  it('a classic dashboard that gets one is written as version 2', () => {
    expect(titles(TABBED)).toEqual(['Tab 1', 'New tab']);
    expect(writeDashboard(TABBED)).toMatchObject({
      layout: { kind: 'TabsLayout', spec: { tabs: [{ spec: { title: 'Tab 1' } }, { spec: { title: 'New tab' } }] } },
    });
    expect(titles(addTab(TABBED, 'Third'))).toEqual(['Tab 1', 'New tab', 'Third']);
  });

  it('are renamed and ordered', () => {
    const renamed = changeTab(TABBED, [1], (tab) => ({ ...tab, title: 'Errors' }));
    expect(titles(moveTab(renamed, [1], -1))).toEqual(['Errors', 'Tab 1']);
    expect(moveTab(renamed, [0], -1).layout).toEqual(renamed.layout);
  });

  it('are removed with their panels or without', () => {
    const kept = removeTab(TABBED, [0], true);
    expect(kept.layout.kind).toBe('grid');
    expect(panelsOf(kept.layout)).toEqual(['panel-1', 'panel-2']);
    expect(Object.keys(removeTab(TABBED, [0], false).panels)).toEqual([]);
  });
});

describe('panels between parts', () => {
  it('go to the cell where they are let go', () => {
    const one = movePanelTo(TABBED, 'panel-1', [1]);
    const two = movePanelTo(one, 'panel-2', [1], { x: 6, y: 0 });
    expect(leafOf(two.layout, 'panel-2')!.leaf.items).toMatchObject([
      { panel: 'panel-2', x: 6, y: 0, width: 12 },
      { panel: 'panel-1', x: 0, y: 8 },
    ]);
  });

  it('stand before others among equal columns, with conditions', () => {
    const auto = setLeafKind(movePanelTo(TABBED, 'panel-1', [1]), [1], 'auto-grid');
    const both = movePanelTo(auto, 'panel-2', [1], { x: 0, y: 0, before: 'panel-1' });
    expect(panelsOf(both.layout)).toEqual(['panel-2', 'panel-1']);
    expect(panelsOf(putBefore(both, 'panel-2', undefined).layout)).toEqual(['panel-1', 'panel-2']);
    const condition = { shows: true, all: true, tests: [{ kind: 'data' as const, value: true }] };
    const items = leafOf(setCondition(both, 'panel-1', condition).layout, 'panel-1')!.leaf.items as AutoGridItem[];
    expect(items.map((item) => item.condition)).toEqual([undefined, condition]);
    const grid = leafOf(setLeafKind(both, [1], 'grid').layout, 'panel-1')!.leaf;
    expect(grid.items).toMatchObject([
      { panel: 'panel-2', x: 0, y: 0 },
      { panel: 'panel-1', x: 8, y: 0 },
    ]);
  });
});
