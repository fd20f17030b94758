import { useState } from 'react';
import { Tabs } from '../../../controls/tabs';
import type { Layout, TabsLayout } from '../../model/layout';
import grid from '../../view/dashboard.module.css';
import type { LayoutPath } from '../operations/layouts';
import { EditAutoGrid } from './edit-auto-grid';
import { EditGrid } from './edit-grid';
import { EditRow } from './edit-row';

interface EditLayoutProps {
  readonly layout: Layout;
  readonly path?: LayoutPath;
}

/** A layout with all that it holds, to be arranged. What is repeated stands there once. */
export function EditLayout({ layout, path = [] }: EditLayoutProps) {
  if (layout.kind === 'grid') return <EditGrid layout={layout} />;
  if (layout.kind === 'auto-grid') return <EditAutoGrid layout={layout} />;
  if (layout.kind === 'tabs') return <EditTabs layout={layout} path={path} />;
  return (
    <div className={grid.rows}>
      {layout.rows.map((row, at) => (
        <EditRow key={at} row={row} path={[...path, at]} count={layout.rows.length}>
          <EditLayout layout={row.layout} path={[...path, at]} />
        </EditRow>
      ))}
    </div>
  );
}

function EditTabs({ layout, path }: { layout: TabsLayout; path: LayoutPath }) {
  const [chosen, setChosen] = useState('0');
  return (
    <Tabs
      label="Tabs of the dashboard"
      value={chosen}
      onChange={setChosen}
      tabs={layout.tabs.map((tab, at) => ({
        id: String(at),
        title: tab.title || `Tab ${at + 1}`,
        content: <EditLayout layout={tab.layout} path={[...path, at]} />,
      }))}
    />
  );
}
