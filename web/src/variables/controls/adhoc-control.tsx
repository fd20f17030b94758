import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../controls/button';
import { Field } from '../../controls/field';
import { Picker } from '../../controls/picker';
import { Popover } from '../../controls/popover';
import { Select } from '../../controls/select';
import { sourceOf } from '../../data/sources';
import { useTime } from '../../time/time-context';
import { filterOfText, textOfFilter } from '../adhoc-text';
import type { Variable } from '../variable';
import styles from '../variable-bar.module.css';
import { useChoose } from '../variables-context';
import type { ControlProps } from './control-of';

const OPERATORS = ['=', '!=', '=~', '!~', '=|', '!=|', '<', '>'].map((value) => ({
  value,
  label: value === '=|' ? 'one of' : value === '!=|' ? 'none of' : value,
}));

/** Filters as they stand, each with a way to take it out, and one to add. */
export function AdhocControl({ variable: { definition, values } }: ControlProps) {
  const choose = useChoose();
  return (
    <span className={styles.filters}>
      {values.map((text, at) => {
        const filter = filterOfText(text);
        if (filter === undefined) return null;
        const shown = `${filter.key} ${filter.operator} ${filter.values?.join(' | ') ?? filter.value}`;
        return (
          <span key={text} className={styles.filter}>
            {shown}
            <IconButton
              icon={X}
              size="small"
              label={`Remove the filter ${shown}`}
              onClick={() => choose(definition, values.toSpliced(at, 1))}
            />
          </span>
        );
      })}
      <NewFilter definition={definition} onAdd={(text) => choose(definition, [...values, text])} />
    </span>
  );
}

function NewFilter({ definition, onAdd }: { definition: Variable; onAdd: (text: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [key, setKey] = useState<string>();
  const [operator, setOperator] = useState('=');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const keys = useFound(definition, isOpen ? { type: 0, query: 'label_names()' } : undefined);
  const found = useFound(
    definition,
    isOpen && key !== undefined ? { type: 1, label: key, query: `label_values(${key})` } : undefined,
  );
  const isSeveral = operator.endsWith('|');
  const shared = {
    label: 'Value',
    options: found.map((value) => ({ value, label: value })),
    allowOther: true,
  };
  const add = () => {
    if (key === undefined) return;
    const [value = ''] = chosen;
    onAdd(textOfFilter({ key, operator, value, ...(isSeveral && { values: chosen }) }));
    setIsOpen(false);
    setKey(undefined);
    setChosen([]);
  };
  return (
    <Popover
      label="New filter"
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<IconButton icon={Plus} size="small" label="Add a filter" />}
    >
      <div className={styles.form}>
        <Field label="Label">
          {() => (
            <Picker
              label="Label"
              value={key}
              options={[...(definition.defaultKeys ?? []).map(({ text }) => text), ...keys].map((value) => ({
                value,
                label: value,
              }))}
              allowOther
              onChange={(next) => {
                setKey(next);
                setChosen([]);
              }}
            />
          )}
        </Field>
        <Select label="Operator" value={operator} options={OPERATORS} onChange={setOperator} />
        <Field label="Value">
          {() =>
            isSeveral ? (
              <Picker {...shared} multiple value={chosen} onChange={setChosen} />
            ) : (
              <Picker {...shared} value={chosen[0]} onChange={(next) => setChosen([next])} />
            )
          }
        </Field>
        <Button look="primary" disabled={key === undefined || chosen.length === 0} onClick={add}>
          Add filter
        </Button>
      </div>
    </Popover>
  );
}

/** Names or values of the variable's data source. */
function useFound(definition: Variable, query: { type: number; label?: string; query: string } | undefined) {
  const { range } = useTime();
  const { data = [] } = useQuery({
    queryKey: ['adhoc', definition.datasource ?? null, query ?? null],
    queryFn: async ({ signal }) => {
      const source = sourceOf(definition.datasource);
      const found = await source.variableValues(source.type === 'prometheus' ? query!.query : query, range, signal);
      return [...new Set(found.map(({ text }) => text))];
    },
    enabled: query !== undefined,
  });
  return data;
}
