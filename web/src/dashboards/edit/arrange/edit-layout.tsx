import type { Layout } from '../../model/layout';
import grid from '../../view/dashboard.module.css';
import type { LayoutPath } from '../operations/layouts';
import { EditAutoGrid } from './edit-auto-grid';
import { EditGrid } from './edit-grid';
import { EditRow } from './edit-row';
import { EditTabs } from './edit-tabs';

interface EditLayoutProps {
  readonly layout: Layout;
  readonly path?: LayoutPath;
}

/** A layout with all that it holds, to be arranged. What is repeated stands there once. */
export function EditLayout({ layout, path = [] }: EditLayoutProps) {
  if (layout.kind === 'grid') return <EditGrid layout={layout} path={path} />;
  if (layout.kind === 'auto-grid') return <EditAutoGrid layout={layout} path={path} />;
  if (layout.kind === 'tabs') {
    return (
      <EditTabs
        layout={layout}
        path={path}
        content={(inner) => <EditLayout layout={layout.tabs[inner.at(-1)!]!.layout} path={inner} />}
      />
    );
  }
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
