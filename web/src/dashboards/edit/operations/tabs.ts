import { convertedTo } from '../../model/convert';
import type { Dashboard } from '../../model/dashboard';
import { type Layout, panelsOf, type Tab } from '../../model/layout';
import { changeLayoutAt, type LayoutPath, leavesOf } from './layouts';
import { movePanelTo } from './panels';

const EMPTY: Layout = { kind: 'grid', items: [] };

/**
 * A tab at the end. What stood without tabs is the first one then. Only version 2 of the schema knows tabs: a classic
 * dashboard is one of that from now on.
 */
export function addTab(dashboard: Dashboard, title = 'New tab'): Dashboard {
  const tab: Tab = { title, layout: EMPTY };
  const { layout } = dashboard;
  const now = dashboard.format === 'classic' ? convertedTo(dashboard, 'v2') : dashboard;
  const tabs = layout.kind === 'tabs' ? layout.tabs : [{ title: 'Tab 1', layout: now.layout }];
  return {
    ...now,
    layout: { ...(layout.kind === 'tabs' && { rest: layout.rest ?? {} }), kind: 'tabs', tabs: [...tabs, tab] },
  };
}

/** `path` ends with the index of the tab. */
function changeTabs(
  dashboard: Dashboard,
  path: LayoutPath,
  change: (tabs: readonly Tab[], at: number) => readonly Tab[],
): Dashboard {
  const layout = changeLayoutAt(dashboard.layout, path.slice(0, -1), (outer) => {
    if (outer.kind !== 'tabs') return outer;
    const tabs = change(outer.tabs, path.at(-1)!);
    return tabs.length === 0 ? EMPTY : { ...outer, tabs };
  });
  return { ...dashboard, layout };
}

export const changeTab = (dashboard: Dashboard, path: LayoutPath, change: (tab: Tab) => Tab): Dashboard =>
  changeTabs(dashboard, path, (tabs, at) => tabs.map((tab, i) => (i === at ? change(tab) : tab)));

/** A tab one place to the left or to the right. */
export const moveTab = (dashboard: Dashboard, path: LayoutPath, by: -1 | 1): Dashboard =>
  changeTabs(dashboard, path, (tabs, at) => {
    const other = tabs[at + by];
    return other === undefined ? tabs : tabs.with(at, other).with(at + by, tabs[at]!);
  });

/** Without the tab; its panels go with it, or to the end of the tab beside it. The last tab that is left is none any more. */
export function removeTab(dashboard: Dashboard, path: LayoutPath, keepsPanels: boolean): Dashboard {
  const outer = path.slice(0, -1);
  const at = path.at(-1)!;
  const parent = tabsAt(dashboard.layout, outer);
  const tab = parent?.[at];
  if (parent === undefined || tab === undefined) return dashboard;
  const names = panelsOf(tab.layout);
  const beside = at > 0 ? at - 1 : 1;
  const target = parent[beside] === undefined ? undefined : leavesOf(parent[beside].layout).at(-1)?.path;
  if (keepsPanels && target === undefined) return dashboard;
  const moved = keepsPanels
    ? names.reduce((now, name) => movePanelTo(now, name, [...outer, beside, ...target!]), dashboard)
    : dashboard;
  const rest = changeTabs(moved, path, (tabs) => tabs.filter((_, i) => i !== at));
  const panels = keepsPanels
    ? rest.panels
    : Object.fromEntries(Object.entries(rest.panels).filter(([name]) => !names.includes(name)));
  return { ...rest, panels, layout: changeLayoutAt(rest.layout, outer, plain) };
}

function tabsAt(layout: Layout, path: LayoutPath): readonly Tab[] | undefined {
  let found: readonly Tab[] | undefined;
  changeLayoutAt(layout, path, (one) => {
    found = one.kind === 'tabs' ? one.tabs : undefined;
    return one;
  });
  return found;
}

const plain = (layout: Layout): Layout =>
  layout.kind === 'tabs' && layout.tabs.length === 1 ? layout.tabs[0]!.layout : layout;
