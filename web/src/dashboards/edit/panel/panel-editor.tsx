import { useState } from 'react';
import { Button } from '../../../controls/button';
import { Badge, Failure, Progress } from '../../../controls/notice';
import { Tabs } from '../../../controls/tabs';
import { panelKind } from '../../../panels/registry';
import { useLibraryPanel } from '../../view/use-library-panel';
import { useEditing } from '../editing-context';
import { unlinkPanel } from '../library/unlink-panel';
import { OptionsPane } from './options/options-pane';
import styles from './panel-editor.module.css';
import { PanelPreview } from './panel-preview';
import { QueriesTab } from './queries/queries-tab';
import { TransformationsTab } from './transformations/transformations-tab';
import { type OpenedPanel, useEditedPanel } from './use-edited-panel';

/** One panel: how it looks at the left, what it asks below, and its options at the right. */
export default function PanelEditor({ name }: { name: string }) {
  const { dashboard } = useEditing();
  const { panel, element, error } = useLibraryPanel(dashboard.panels[name]!);
  if (error !== null) return <Failure title="This panel of the library is not there" error={error} />;
  return panel === undefined ? <Progress /> : <OpenedEditor name={name} panel={panel} element={element} />;
}

function OpenedEditor(opened: OpenedPanel) {
  const edited = useEditedPanel(opened);
  const [tab, setTab] = useState('queries');
  const { panel } = edited;
  const count = (list: readonly unknown[] | undefined) => (list?.length ? ` ${list.length}` : '');
  return (
    <div className={styles.editor}>
      <div className={styles.left}>
        {opened.element !== undefined && <SharedNote {...opened} />}
        <PanelPreview {...edited} />
        {panelKind(panel.type).skipsQueries ? null : (
          <Tabs
            label="What the panel shows"
            value={tab}
            onChange={setTab}
            tabs={[
              { id: 'queries', title: `Queries${count(panel.targets)}`, content: <QueriesTab {...edited} /> },
              {
                id: 'transformations',
                title: `Transformations${count(panel.transformations)}`,
                content: <TransformationsTab {...edited} />,
              },
            ]}
          />
        )}
      </div>
      <aside className={styles.right} aria-label="Options of the panel">
        <OptionsPane {...edited} />
      </aside>
    </div>
  );
}

/** That what is changed is changed for others too. */
function SharedNote({ name, panel, element }: OpenedPanel) {
  const { change } = useEditing();
  return (
    <div className={styles.shared} role="note">
      <Badge tone="accent">Library</Badge>
      <span>{`"${element?.name}" is shared: saving changes it on all dashboards that show it.`}</span>
      <Button size="small" onClick={() => void unlinkPanel(panel, name, change)}>
        Unlink
      </Button>
    </div>
  );
}
