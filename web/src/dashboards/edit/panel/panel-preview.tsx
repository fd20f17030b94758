import { useMemo, useState } from 'react';
import { Switch } from '../../../controls/field';
import type { Panel } from '../../model/dashboard';
import { OpenDashboardContext, useOpenDashboard } from '../../view/dashboard-context';
import { PanelHost } from '../../view/panel-host';
import { TypePicker } from './options/type-picker';
import styles from './panel-editor.module.css';
import type { EditedPanel } from './use-edited-panel';

const NO_VARS = {};

/** The panel as it is drawn, or its data as a table. */
export function PanelPreview(edited: EditedPanel) {
  const { name, panel } = edited;
  const [isTable, setIsTable] = useState(false);
  const open = useOpenDashboard();
  const shown = useMemo(
    () =>
      isTable
        ? { ...open, dashboard: { ...open.dashboard, panels: { ...open.dashboard.panels, [name]: asTable(panel) } } }
        : open,
    [open, isTable, name, panel],
  );
  return (
    <>
      <div className={styles.previewBar}>
        <TypePicker {...edited} />
        <Switch label="Table view" checked={isTable} onChange={setIsTable} />
      </div>
      <div className={styles.preview}>
        <OpenDashboardContext.Provider value={shown}>
          <PanelHost key={isTable ? 'table' : panel.type} name={name} panelKey={name} scopedVars={NO_VARS} />
        </OpenDashboardContext.Provider>
      </div>
    </>
  );
}

/** The same queries, all frames to choose of, without what is the visualisation's own. */
function asTable(panel: Panel): Panel {
  const { custom: _, ...defaults } = panel.fieldConfig?.defaults ?? {};
  const { libraryPanel: __, ...own } = panel;
  return {
    ...own,
    type: 'table',
    options: {},
    fieldConfig: { defaults, overrides: [] },
    transparent: false,
  } as Panel;
}
