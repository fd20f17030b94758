import { CopyPlus, Eye, EyeOff, Trash2 } from 'lucide-react';
import { IconButton } from '../../../../controls/button';
import { Field, TextInput } from '../../../../controls/field';
import { MoveButtons } from '../../../../controls/move-buttons';
import { Select } from '../../../../controls/select';
import { isExpression } from '../../../../data/expressions/expressions';
import type { SourceRef } from '../../../../data/sources';
import type { PanelTarget } from '../../../../panels/run-panel';
import { textOf } from '../../../model/json';
import { CodeField } from '../../code-field';
import { useEditing } from '../../editing-context';
import { ExpressionForm } from '../expressions/expression-form';
import styles from '../panel-editor.module.css';
import { QUERY_KINDS } from './query-kinds';
import { QuerySettingField } from './query-setting-field';
import { SourcePicker } from './source-picker';
import { DASHBOARD, kindOf, setTargetSource, uidOf } from './targets';

interface QueryRowProps {
  readonly target: PanelTarget;
  /** The other queries of the panel. */
  readonly others: readonly PanelTarget[];
  readonly panelId: number;
  readonly panelSource: SourceRef;
  /** Whether each query has a source of its own. */
  readonly isMixed: boolean;
  readonly error: string | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (target: PanelTarget, group?: string) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

/** One query: its text in the editor of its language, and its settings. */
export function QueryRow(props: QueryRowProps) {
  const { target, panelSource, isMixed, onChange, onMove } = props;
  const { dashboard } = useEditing();
  const ref = target.datasource ?? panelSource;
  const refId = target.refId ?? '';
  const isHidden = target.hide === true;
  return (
    <section
      className={styles.card}
      aria-label={`${isExpression(ref) ? 'Expression' : 'Query'} ${refId}`}
      data-off={isHidden || undefined}
    >
      <div className={styles.cardHead}>
        <TextInput
          aria-label="Name of the query"
          className={styles.cardName}
          defaultValue={refId}
          key={refId}
          onBlur={({ target: { value } }) => value.trim() !== '' && onChange({ ...target, refId: value.trim() })}
        />
        {isMixed && !isExpression(ref) && (
          <SourcePicker
            label={`Data source of ${refId}`}
            value={uidOf(target.datasource)}
            variables={dashboard.variables}
            onChange={({ uid, type }) => onChange(setTargetSource(target, panelSource, { uid, type }))}
          />
        )}
        <span className={styles.spacer} />
        <MoveButtons name={refId} isFirst={props.isFirst} isLast={props.isLast} onMove={onMove} />
        <IconButton icon={CopyPlus} size="small" label={`Duplicate ${refId}`} onClick={props.onDuplicate} />
        <IconButton
          icon={isHidden ? EyeOff : Eye}
          size="small"
          label={isHidden ? `Show ${refId}` : `Hide ${refId}`}
          pressed={isHidden}
          onClick={() => onChange({ ...target, hide: !isHidden })}
        />
        <IconButton icon={Trash2} size="small" label={`Remove ${refId}`} onClick={props.onRemove} />
      </div>
      <div className={styles.cardBody}>
        {isExpression(ref) ? (
          <ExpressionForm {...props} />
        ) : uidOf(ref) === DASHBOARD ? (
          <OtherPanel {...props} />
        ) : (
          <Query {...props} />
        )}
      </div>
    </section>
  );
}

function Query({ target, panelSource, error, onChange }: QueryRowProps) {
  const kind = kindOf(target.datasource ?? panelSource);
  const query = kind === undefined ? undefined : QUERY_KINDS[kind];
  const field = query?.text ?? 'expr';
  const stored = textOf(target[field]);
  if (query === undefined) {
    return <p className={styles.hint}>This data source is not there, or has no queries of its own: choose another.</p>;
  }
  return (
    <>
      <CodeField
        language={query.language}
        label={`Query ${target.refId}`}
        placeholder={query.placeholder}
        value={stored}
        onTaken={(text) => onChange({ ...target, [field]: text })}
        error={error}
        minLines={2}
      />
      {query.settings.length > 0 && (
        <div className={styles.fields}>
          {query.settings.map((setting) => (
            <QuerySettingField
              key={setting.label}
              setting={setting}
              target={target}
              onChange={(changes) => onChange({ ...target, ...changes }, `${target.refId} ${setting.label}`)}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Instead of a query: which panel's data are shown here. */
function OtherPanel({ target, panelId, onChange }: QueryRowProps) {
  const { dashboard } = useEditing();
  const others = Object.values(dashboard.panels).filter(({ id }) => id !== panelId);
  return (
    <Field label="The data of the panel">
      {() => (
        <Select
          label="The data of the panel"
          options={others.map(({ id, title }) => ({ value: id, label: title || `Panel ${id}` }))}
          value={typeof target.panelId === 'number' ? target.panelId : undefined}
          onChange={(id) => onChange({ ...target, panelId: id })}
        />
      )}
    </Field>
  );
}
