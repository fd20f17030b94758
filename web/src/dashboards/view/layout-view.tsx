import { AutoGridView, GridView } from './grid-view';
import type { LayoutProps } from './layout-props';
import { RowsView } from './rows-view';
import { TabsView } from './tabs-view';

/** A layout with all that it holds. */
export function LayoutView({ layout, scopedVars, suffix, path = '' }: LayoutProps) {
  const shared = { scopedVars, suffix };
  if (layout.kind === 'grid') return <GridView layout={layout} {...shared} />;
  if (layout.kind === 'auto-grid') return <AutoGridView layout={layout} {...shared} />;
  if (layout.kind === 'rows') return <RowsView layout={layout} {...shared} path={path} Inner={LayoutView} />;
  return <TabsView layout={layout} {...shared} path={path} Inner={LayoutView} />;
}
