import type { Dashboard, Panel } from '../../model/dashboard';
import type { AutoGridItem, GridItem, Layout } from '../../model/layout';
import { freePlace, placeItem, tidy } from './grid';
import { isSamePath, type LayoutPath, type Leaf, leafOf, leavesOf, mapLeaves } from './layouts';

/** Size of what is added, in cells. */
const NEW_SIZE = { width: 12, height: 8 };

export interface Added {
  readonly dashboard: Dashboard;
  /** Name of the panel that was added. */
  readonly name: string;
}

const nextId = ({ panels }: Dashboard): number => Math.max(0, ...Object.values(panels).map(({ id }) => id)) + 1;

/** A name that no panel has, beginning with that of its id. */
function nameFor({ panels }: Dashboard, id: number): string {
  let name = `panel-${id}`;
  while (Object.hasOwn(panels, name)) name += '-2';
  return name;
}

/**
 * Puts a panel into the leaf at `path`, else at the end of the last one. A dashboard whose rows are all gone gets a grid.
 * `size` is in cells, of grids only.
 */
export function addPanel(
  dashboard: Dashboard,
  panel: Omit<Panel, 'id'>,
  { path, size = NEW_SIZE }: { path?: LayoutPath | undefined; size?: { width: number; height: number } } = {},
): Added {
  const id = nextId(dashboard);
  const name = nameFor(dashboard, id);
  const leaves = leavesOf(dashboard.layout);
  const into = path !== undefined && leaves.some((leaf) => isSamePath(leaf.path, path)) ? path : leaves.at(-1)?.path;
  const layout: Layout = into === undefined ? { kind: 'grid', items: [] } : dashboard.layout;
  const target = into ?? [];
  return {
    name,
    dashboard: {
      ...dashboard,
      panels: { ...dashboard.panels, [name]: { ...panel, id } as Panel },
      layout: mapLeaves(layout, (leaf, at) =>
        isSamePath(at, target) ? withItem(leaf, { panel: name, width: size.width, height: size.height }) : leaf,
      ),
    },
  };
}

function withItem(leaf: Leaf, item: { panel: string; width: number; height: number }): Leaf {
  if (leaf.kind === 'auto-grid') return { ...leaf, items: [...leaf.items, { panel: item.panel }] };
  return { ...leaf, items: [...leaf.items, { ...item, ...freePlace(leaf.items, item.width, item.height) }] };
}

/** Without the panel and its place. */
export function removePanel(dashboard: Dashboard, name: string): Dashboard {
  const { [name]: _, ...panels } = dashboard.panels;
  return { ...dashboard, panels, layout: mapLeaves(dashboard.layout, (leaf) => withoutItem(leaf, name)) };
}

function withoutItem(leaf: Leaf, name: string): Leaf {
  if (!leaf.items.some(({ panel }) => panel === name)) return leaf;
  if (leaf.kind === 'auto-grid') return { ...leaf, items: leaf.items.filter(({ panel }) => panel !== name) };
  return { ...leaf, items: tidy(leaf.items.filter(({ panel }) => panel !== name)) };
}

/** The same panel once more, in the same row or tab and of the same size. */
export function duplicatePanel(dashboard: Dashboard, name: string): Added {
  const found = leafOf(dashboard.layout, name);
  const { id: _, ...panel } = dashboard.panels[name]!;
  const item = found?.leaf.kind === 'grid' ? found.leaf.items.find((one) => one.panel === name) : undefined;
  return addPanel(dashboard, panel as Omit<Panel, 'id'>, { path: found?.path, ...(item && { size: item }) });
}

export const changePanel = (dashboard: Dashboard, name: string, change: (panel: Panel) => Panel): Dashboard => {
  const panel = dashboard.panels[name];
  if (panel === undefined) return dashboard;
  const next = change(panel);
  return next === panel ? dashboard : { ...dashboard, panels: { ...dashboard.panels, [name]: next } };
};

/** The places in the leaf that holds `name`, changed: for moving and resizing. */
export function changeItems(
  dashboard: Dashboard,
  name: string,
  change: (items: readonly GridItem[]) => readonly GridItem[],
): Dashboard {
  const found = leafOf(dashboard.layout, name);
  if (found?.leaf.kind !== 'grid') return dashboard;
  const items = change(found.leaf.items);
  if (JSON.stringify(items) === JSON.stringify(found.leaf.items)) return dashboard;
  const layout = mapLeaves(dashboard.layout, (leaf) => (leaf === found.leaf ? { ...found.leaf, items } : leaf) as Leaf);
  return { ...dashboard, layout };
}

/** One step forward or back among the equal columns of an auto grid. */
export function shiftAutoItem(dashboard: Dashboard, name: string, by: -1 | 1): Dashboard {
  const layout = mapLeaves(dashboard.layout, (leaf) => {
    const at = leaf.items.findIndex(({ panel }) => panel === name);
    if (leaf.kind !== 'auto-grid' || at < 0 || leaf.items[at + by] === undefined) return leaf;
    return { ...leaf, items: swapped(leaf.items, at, at + by) };
  });
  return layout === dashboard.layout ? dashboard : { ...dashboard, layout };
}

const swapped = (items: readonly AutoGridItem[], a: number, b: number): readonly AutoGridItem[] =>
  items.with(a, items[b]!).with(b, items[a]!);

/** Where in a leaf: the cell of its corner in a grid, the panel that it stands before among equal columns. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly before?: string | undefined;
}

/** Takes a panel into another row or tab: to `spot`, else to its end. */
export function movePanelTo(dashboard: Dashboard, name: string, path: LayoutPath, spot?: Spot): Dashboard {
  const from = leafOf(dashboard.layout, name);
  if (from === undefined || isSamePath(from.path, path)) return dashboard;
  const item = from.leaf.kind === 'grid' ? from.leaf.items.find(({ panel }) => panel === name) : undefined;
  const size = { width: item?.width ?? NEW_SIZE.width, height: item?.height ?? NEW_SIZE.height };
  const layout = mapLeaves(dashboard.layout, (leaf, at) =>
    isSamePath(at, path) ? atSpot(withItem(leaf, { panel: name, ...size }), name, spot) : withoutItem(leaf, name),
  );
  return { ...dashboard, layout };
}

/** The leaf with a panel of it in another place. */
function atSpot(leaf: Leaf, name: string, spot: Spot | undefined): Leaf {
  if (spot === undefined) return leaf;
  if (leaf.kind === 'auto-grid') return { ...leaf, items: before(leaf.items, name, spot.before) };
  const item = leaf.items.find(({ panel }) => panel === name)!;
  return { ...leaf, items: placeItem(leaf.items, name, { ...item, x: spot.x, y: spot.y }) };
}

function before(items: readonly AutoGridItem[], name: string, other: string | undefined): readonly AutoGridItem[] {
  const item = items.find(({ panel }) => panel === name)!;
  const rest = items.filter((one) => one !== item);
  const at = rest.findIndex(({ panel }) => panel === other);
  return at < 0 ? [...rest, item] : rest.toSpliced(at, 0, item);
}

/** A panel before another of the same equal columns; to their end without one. */
export function putBefore(dashboard: Dashboard, name: string, other: string | undefined): Dashboard {
  if (name === other) return dashboard;
  const layout = mapLeaves(dashboard.layout, (leaf) =>
    leaf.kind === 'auto-grid' && leaf.items.some(({ panel }) => panel === name)
      ? { ...leaf, items: before(leaf.items, name, other) }
      : leaf,
  );
  return { ...dashboard, layout };
}

/** When a panel of equal columns is shown; `undefined`: always. Only version 2 of the schema knows conditions. */
export function setCondition(dashboard: Dashboard, name: string, condition: AutoGridItem['condition']): Dashboard {
  const layout = mapLeaves(dashboard.layout, (leaf) => {
    if (leaf.kind !== 'auto-grid' || !leaf.items.some(({ panel }) => panel === name)) return leaf;
    const items = leaf.items.map((item): AutoGridItem => {
      if (item.panel !== name) return item;
      const { condition: _, ...rest } = item;
      return condition === undefined ? rest : { ...rest, condition };
    });
    return { ...leaf, items };
  });
  return { ...dashboard, layout };
}

/** How a panel is repeated; `undefined`: not. */
export function setRepeat(dashboard: Dashboard, name: string, repeat: GridItem['repeat']): Dashboard {
  const change = <T extends { readonly panel: string; readonly repeat?: GridItem['repeat'] }>(item: T): T => {
    if (item.panel !== name) return item;
    const { repeat: _, ...rest } = item;
    return (repeat === undefined ? rest : { ...rest, repeat }) as T;
  };
  const layout = mapLeaves(
    dashboard.layout,
    (leaf) =>
      (leaf.items.some(({ panel }) => panel === name)
        ? { ...leaf, items: (leaf.items as readonly GridItem[]).map(change) }
        : leaf) as Leaf,
  );
  return { ...dashboard, layout };
}
