import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../../../controls/button';
import { Select } from '../../../../controls/select';
import type { PanelTarget } from '../../../../panels/run-panel';
import { type Json, objectOf, objectsOf, textOf, textsOf } from '../../../model/json';
import styles from '../panel-editor.module.css';
import { Comparison } from './comparison';

const REDUCERS = [
  ['avg', 'average'],
  ['min', 'minimum'],
  ['max', 'maximum'],
  ['sum', 'sum'],
  ['count', 'count'],
  ['last', 'last value'],
  ['median', 'median'],
  ['diff', 'change'],
  ['diff_abs', 'change without sign'],
  ['percent_diff', 'change in percent'],
  ['percent_diff_abs', 'change in percent without sign'],
  ['count_non_null', 'count of values'],
].map(([value = '', label = '']) => ({ value, label }));

const OPERATORS = [
  { value: 'and', label: 'and' },
  { value: 'or', label: 'or' },
];

interface ClassicFormProps {
  readonly target: PanelTarget;
  readonly queries: readonly PanelTarget[];
  readonly onChange: (changes: Readonly<Record<string, unknown>>, group?: string) => void;
}

/** The conditions of old alerts: "when the average of A is above 5, and …". */
export function ClassicForm({ target, queries, onChange }: ClassicFormProps) {
  const conditions = objectsOf(target.conditions);
  const put = (at: number, condition: Json) =>
    onChange({ conditions: conditions.with(at, condition) }, `${target.refId} condition ${at}`);
  return (
    <>
      {conditions.map((condition, at) => {
        const label = `Condition ${at + 1} of ${target.refId}`;
        return (
          <div key={at} className={styles.line}>
            {at === 0 ? (
              <span>When the</span>
            ) : (
              <Select
                label={`${label}: and, or`}
                options={OPERATORS}
                value={textOf(objectOf(condition.operator).type).includes('or') ? 'or' : 'and'}
                onChange={(type) => put(at, { ...condition, operator: { type } })}
              />
            )}
            <Select
              label={`${label}: function`}
              options={REDUCERS}
              value={textOf(objectOf(condition.reducer).type, 'last')}
              onChange={(type) => put(at, { ...condition, reducer: { type, params: [] } })}
            />
            <span>of</span>
            <Select
              label={`${label}: query`}
              options={queries.map(({ refId = '' }) => ({ value: refId, label: refId }))}
              value={textsOf(objectOf(condition.query).params)[0]}
              onChange={(refId) => put(at, { ...condition, query: { params: [refId] } })}
            />
            <Comparison
              label={label}
              evaluator={condition.evaluator}
              takesNone
              onChange={(evaluator) => put(at, { ...condition, evaluator })}
            />
            <IconButton
              icon={Trash2}
              size="small"
              label={`Remove condition ${at + 1}`}
              onClick={() => onChange({ conditions: conditions.toSpliced(at, 1) })}
            />
          </div>
        );
      })}
      <div>
        <Button
          icon={Plus}
          size="small"
          onClick={() => onChange({ conditions: [...conditions, newCondition(queries[0]?.refId ?? 'A')] })}
        >
          Add condition
        </Button>
      </div>
    </>
  );
}

const newCondition = (refId: string): Json => ({
  type: 'query',
  query: { params: [refId] },
  reducer: { type: 'last', params: [] },
  evaluator: { type: 'gt', params: [0] },
  operator: { type: 'and' },
});
