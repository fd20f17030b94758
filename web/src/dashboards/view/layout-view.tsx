import type { ScopedVars } from '@grafana/data';
import type { Layout } from '../model/layout';
import { AutoGridView, GridView } from './grid-view';
import { RowsView } from './rows-view';
import { TabsView } from './tabs-view';

interface LayoutViewProps {
  readonly layout: Layout;
  readonly scopedVars: ScopedVars;
  readonly suffix: string;
  /** Where in the dashboard it is, for what the URL keeps of it. */
  readonly path?: string;
}

/** A layout with all that it holds. */
export function LayoutView({ layout, scopedVars, suffix, path = '' }: LayoutViewProps) {
  const shared = { scopedVars, suffix };
  if (layout.kind === 'grid') return <GridView layout={layout} {...shared} />;
  if (layout.kind === 'auto-grid') return <AutoGridView layout={layout} {...shared} />;
  if (layout.kind === 'rows') return <RowsView layout={layout} {...shared} path={path} />;
  return <TabsView layout={layout} {...shared} path={path} />;
}
