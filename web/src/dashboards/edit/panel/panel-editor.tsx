import { useState } from 'react';
import { Button } from '../../../controls/button';
import { Notice } from '../../../controls/notice';
import { Tabs } from '../../../controls/tabs';
import { panelKind } from '../../../panels/registry';
import { useEditing } from '../editing-context';
import { unlinkPanel } from '../library/unlink-panel';
import { OptionsPane } from './options/options-pane';
import styles from './panel-editor.module.css';
import { PanelPreview } from './panel-preview';
import { QueriesTab } from './queries/queries-tab';
import { TransformationsTab } from './transformations/transformations-tab';
import { useEditedPanel } from './use-edited-panel';

/** One panel: how it looks at the left, what it asks below, and its options at the right. */
export default function PanelEditor({ name }: { name: string }) {
  const edited = useEditedPanel(name);
  const { change } = useEditing();
  const [tab, setTab] = useState('queries');
  const { panel } = edited;
  const count = (list: readonly unknown[] | undefined) => (list?.length ? ` ${list.length}` : '');
  if (panel.libraryPanel !== undefined) {
    return (
      <Notice
        title="This panel is shared"
        detail={`Its content is kept in the library as "${panel.libraryPanel.name}", for several dashboards. Unlinked it can be changed here, for this dashboard alone.`}
        action={
          <Button look="primary" onClick={() => void unlinkPanel(panel, name, change)}>
            Unlink
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.editor}>
      <div className={styles.left}>
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
