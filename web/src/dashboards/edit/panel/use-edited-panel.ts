import type { PanelData } from '@grafana/data';
import { useCallback, useSyncExternalStore } from 'react';
import type { PanelAnswer } from '../../../panels/run-panel';
import { type ReadyPanel, usePlugin } from '../../../panels/use-plugin';
import { useStable } from '../../../panels/use-stable';
import type { Panel } from '../../model/dashboard';
import { useOpenDashboard } from '../../view/dashboard-context';
import type { LibraryElement } from '../../view/use-library-panel';
import { useEditing } from '../editing-context';
import { changeContent } from '../operations/shared-panels';

/** A panel as it is opened in the editor. */
export interface OpenedPanel {
  readonly name: string;
  /** One of the library with its content. */
  readonly panel: Panel;
  /** What the library has of it; undefined of a panel of the dashboard alone. */
  readonly element: LibraryElement | undefined;
}

export interface EditedPanel extends Omit<OpenedPanel, 'element'> {
  /** Consecutive changes of the same `group` can be undone in one step. */
  readonly change: (change: (panel: Panel) => Panel, group?: string) => void;
  /** Its plugin and settings with all defaults, migrated; undefined while the code loads. */
  readonly ready: ReadyPanel | undefined;
  /** What it draws at the moment. */
  readonly data: PanelData | undefined;
  readonly answer: PanelAnswer | undefined;
}

/** The panel that is open in the editor. */
export function useEditedPanel({ name, panel, element }: OpenedPanel): EditedPanel {
  const { change: changeDashboard } = useEditing();
  const { answers } = useOpenDashboard();
  const settings = useStable({
    type: panel.type,
    options: panel.options,
    fieldConfig: panel.fieldConfig,
    pluginVersion: panel.pluginVersion,
    json: panel,
  });
  const { ready } = usePlugin(settings);
  const drawn = useSyncExternalStore(answers.subscribe, () => answers.of(name));
  const change = useCallback<EditedPanel['change']>(
    (make, group) =>
      changeDashboard(
        (before) => changeContent(before, name, element, make),
        group === undefined ? undefined : `${name} ${group}`,
      ),
    [changeDashboard, name, element],
  );
  return { name, panel, change, ready, data: drawn?.data, answer: drawn?.answer };
}
