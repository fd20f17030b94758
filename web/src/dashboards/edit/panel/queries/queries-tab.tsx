import { Plus, Sigma } from 'lucide-react';
import { Button } from '../../../../controls/button';
import { Field } from '../../../../controls/field';
import { moved } from '../../../../controls/move-buttons';
import { withRefIds } from '../../../../panels/ref-ids';
import type { PanelTarget } from '../../../../panels/run-panel';
import { useEditing } from '../../editing-context';
import styles from '../panel-editor.module.css';
import type { EditedPanel } from '../use-edited-panel';
import { QueryRow } from './query-row';
import { SourcePicker } from './source-picker';
import { addExpression, addTarget, DASHBOARD, duplicateTarget, MIXED, setPanelSource, uidOf } from './targets';
import { TimeOptions } from './time-options';

const SPECIAL = [
  { uid: MIXED, name: 'Mixed', type: 'datasource' },
  { uid: DASHBOARD, name: 'Another panel of this dashboard', type: 'datasource' },
];

/** What a panel asks. */
export function QueriesTab({ panel, change, answer }: EditedPanel) {
  const { dashboard } = useEditing();
  const targets: readonly PanelTarget[] = withRefIds(panel.targets ?? []);
  const isMixed = uidOf(panel.datasource) === MIXED;
  const put = (next: readonly PanelTarget[], group?: string) =>
    change((before) => ({ ...before, targets: next }), group);
  const errorOf = (refId: string | undefined) => answer?.errors.find((error) => error.refId === refId)?.message;
  return (
    <div className={styles.queries}>
      <div className={styles.bar}>
        <Field label="Data source">
          {() => (
            <SourcePicker
              label="Data source"
              value={uidOf(panel.datasource)}
              variables={dashboard.variables}
              more={SPECIAL}
              onChange={(source) => change((before) => setPanelSource(before, source))}
            />
          )}
        </Field>
        <TimeOptions panel={panel} change={change} />
      </div>
      {targets.map((target, at) => (
        <QueryRow
          key={target.refId ?? at}
          target={target}
          others={targets.toSpliced(at, 1)}
          panelId={panel.id}
          panelSource={panel.datasource}
          isMixed={isMixed}
          error={errorOf(target.refId)}
          isFirst={at === 0}
          isLast={at === targets.length - 1}
          onChange={(next, group) => put(targets.with(at, next), group)}
          onMove={(by) => put(moved(targets, at, by))}
          onDuplicate={() => change((before) => duplicateTarget(before, at))}
          onRemove={() => put(targets.toSpliced(at, 1))}
        />
      ))}
      <div className={styles.line}>
        <Button icon={Plus} onClick={() => change(addTarget)}>
          Add query
        </Button>
        <Button icon={Sigma} onClick={() => change(addExpression)}>
          Add expression
        </Button>
      </div>
    </div>
  );
}
