import { Field } from '../../../../controls/field';
import { Select } from '../../../../controls/select';
import type { PanelTarget } from '../../../../panels/run-panel';
import { objectsOf, textOf } from '../../../model/json';
import { CodeField } from '../../code-field';
import styles from '../panel-editor.module.css';
import { QuerySettingField } from '../queries/query-setting-field';
import { ClassicForm } from './classic-form';
import { Comparison } from './comparison';
import { EXPRESSION_KINDS, EXPRESSION_SOURCE } from './expression-kinds';

interface ExpressionFormProps {
  readonly target: PanelTarget;
  /** The queries and expressions beside it. */
  readonly others: readonly PanelTarget[];
  readonly error: string | undefined;
  readonly onChange: (target: PanelTarget, group?: string) => void;
}

/** What an expression calculates of the panel's other queries: its type, its input, and the settings of the type. */
export function ExpressionForm({ target, others, error, onChange }: ExpressionFormProps) {
  const refId = target.refId ?? '';
  const type = textOf(target.type) || 'math';
  const kind = Object.hasOwn(EXPRESSION_KINDS, type) ? EXPRESSION_KINDS[type] : undefined;
  // What is still to be written is no mistake yet.
  const isUnwritten = kind?.isText === true && textOf(target.expression).trim() === '';
  const change = (changes: Readonly<Record<string, unknown>>, group?: string) =>
    onChange({ ...target, ...changes }, group);
  const setType = (next: string) => {
    const { hide } = target;
    const expression = kind?.isText ? '' : textOf(target.expression);
    const { initial } = EXPRESSION_KINDS[next]!;
    const kept = { refId, ...(hide !== undefined && { hide }), datasource: EXPRESSION_SOURCE };
    onChange({ ...kept, type: next, expression, ...initial });
  };
  return (
    <>
      <div className={styles.fields}>
        <Field label="Operation">
          {() => (
            <Select
              label={`Operation of ${refId}`}
              options={Object.entries(EXPRESSION_KINDS).map(([value, { label }]) => ({ value, label }))}
              value={kind && type}
              placeholder={type}
              onChange={setType}
            />
          )}
        </Field>
        {kind !== undefined && !kind.isText && type !== 'classic_conditions' && (
          <Field label="Of">
            {() => (
              <Select
                label={`Input of ${refId}`}
                options={others.map((other) => ({ value: other.refId ?? '', label: other.refId ?? '' }))}
                value={inputOf(target) || undefined}
                onChange={(expression) => change({ expression })}
              />
            )}
          </Field>
        )}
        {kind?.settings
          .filter(({ isShown }) => isShown?.(target) ?? true)
          .map((setting) => (
            <QuerySettingField
              key={setting.label}
              setting={setting}
              target={target}
              onChange={(changes) => change(changes, `${refId} ${setting.label}`)}
            />
          ))}
        {type === 'threshold' && <ThresholdField target={target} onChange={change} />}
      </div>
      {type === 'classic_conditions' && (
        <ClassicForm target={target} queries={others.filter((other) => !isOfExpression(other))} onChange={change} />
      )}
      {kind?.isText && (
        <CodeField
          language="text"
          label={`Expression ${refId}`}
          placeholder="$A / $B * 100"
          value={textOf(target.expression)}
          onTaken={(expression) => change({ expression })}
        />
      )}
      <p className={styles.hint}>
        {kind?.hint ??
          `Expressions of the type “${type}” are not calculated here. It is kept as it is; choose an operation to replace it.`}
      </p>
      {error !== undefined && !isUnwritten && (
        <p className={styles.failure} role="alert">
          {error}
        </p>
      )}
    </>
  );
}

const inputOf = ({ expression }: PanelTarget): string => textOf(expression).replace(/^\$\{?|\}$/g, '');

const isOfExpression = ({ datasource }: PanelTarget): boolean =>
  typeof datasource === 'object' && datasource?.type === EXPRESSION_SOURCE.type;

function ThresholdField({
  target,
  onChange,
}: {
  target: PanelTarget;
  onChange: (changes: Readonly<Record<string, unknown>>, group: string) => void;
}) {
  const [condition = {}] = objectsOf(target.conditions);
  return (
    <Field label="Beyond it where the value">
      {() => (
        <Comparison
          label={`Threshold ${target.refId}`}
          evaluator={condition.evaluator}
          onChange={(evaluator) => onChange({ conditions: [{ ...condition, evaluator }] }, `${target.refId} threshold`)}
        />
      )}
    </Field>
  );
}
