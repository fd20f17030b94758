import { type DataTransformerConfig, standardTransformersRegistry } from '@grafana/data';
import { moved } from '../../../../controls/move-buttons';
import { Notice } from '../../../../controls/notice';
import { Picker } from '../../../../controls/picker';
import styles from '../panel-editor.module.css';
import type { EditedPanel } from '../use-edited-panel';
import { SIMPLE_FORMS } from './simple-forms';
import { TransformationRow } from './transformation-row';
import { useInputFrames } from './use-input-frames';

const NONE: readonly DataTransformerConfig[] = [];

/** What is done with the answers of the queries before they are drawn, one after another. */
export function TransformationsTab({ panel, change }: EditedPanel) {
  const steps = panel.transformations ?? NONE;
  const inputs = useInputFrames(panel);
  const put = (next: readonly DataTransformerConfig[], group?: string) =>
    change((before) => ({ ...before, transformations: next }), group);
  const known = standardTransformersRegistry
    .list()
    .map(({ id, name, description }) => ({ value: id, label: name, ...(description !== undefined && { note: '' }) }));
  return (
    <div className={styles.steps}>
      {steps.length === 0 && (
        <Notice
          title="No transformations"
          detail="They join, filter, rename and calculate what the queries answer, before it is drawn."
        />
      )}
      {steps.map((config, at) => (
        <TransformationRow
          key={`${at} ${config.id}`}
          config={config}
          frames={inputs[at] ?? []}
          isFirst={at === 0}
          isLast={at === steps.length - 1}
          onChange={(next, group) => put(steps.with(at, next), group && `transformation ${at} ${group}`)}
          onMove={(by) => put(moved(steps, at, by))}
          onRemove={() => put(steps.toSpliced(at, 1))}
        />
      ))}
      <div className={styles.bar}>
        <Picker
          label="Add transformation"
          placeholder="Add transformation"
          options={known}
          value={undefined}
          onChange={(id) => put([...steps, { id, options: { ...SIMPLE_FORMS[id]?.initial } }])}
        />
      </div>
    </div>
  );
}
