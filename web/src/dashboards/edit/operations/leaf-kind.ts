import type { Dashboard } from '../../model/dashboard';
import type { AutoGridLayout, GridItem, GridLayout } from '../../model/layout';
import { freePlace } from './grid';
import { isSamePath, type LayoutPath, type Leaf, mapLeaves } from './layouts';

/** As Grafana has for a new one. */
const AUTO_GRID = { kind: 'auto-grid', maxColumns: 3, columnWidth: 448, rowHeight: 320, fillScreen: false } as const;
const SIZE = { width: 8, height: 8 };

/** The leaf at `path` with its panels in places of their own, or in equal columns. */
export function setLeafKind(dashboard: Dashboard, path: LayoutPath, kind: Leaf['kind']): Dashboard {
  const layout = mapLeaves(dashboard.layout, (leaf, at) => {
    if (!isSamePath(at, path) || leaf.kind === kind) return leaf;
    return leaf.kind === 'grid' ? autoGridOf(leaf) : gridOf(leaf);
  });
  return { ...dashboard, layout };
}

const autoGridOf = ({ items }: GridLayout): AutoGridLayout => ({
  ...AUTO_GRID,
  items: [...items]
    .sort((a, b) => a.y - b.y || a.x - b.x)
    .map(({ panel, repeat }) => ({ panel, ...(repeat && { repeat: { variable: repeat.variable } }) })),
});

function gridOf({ items }: AutoGridLayout): GridLayout {
  const placed: GridItem[] = [];
  for (const { panel, repeat } of items) {
    const place = freePlace(placed, SIZE.width, SIZE.height);
    placed.push({ panel, ...SIZE, x: place.x, y: place.y, ...(repeat && { repeat }) });
  }
  return { kind: 'grid', items: placed };
}
