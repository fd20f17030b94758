import { type LucideIcon, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../controls/button';
import { Picker } from '../../controls/picker';
import { Popover } from '../../controls/popover';
import { Select } from '../../controls/select';
import { type AttributeFilter, OPERATORS, type Operator } from './form-query';
import { type TagValue, useAttributeNames, useTagValues } from './tempo-api';
import styles from './traces.module.css';

interface AttributeFiltersProps {
  readonly filters: readonly AttributeFilter[];
  readonly onChange: (filters: readonly AttributeFilter[]) => void;
  readonly addIcon: LucideIcon;
}

/** Conditions on attributes as chips, and a form for one more. */
export function AttributeFilters({ filters, onChange, addIcon }: AttributeFiltersProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {filters.map((filter, index) => {
        const text = `${filter.name} ${filter.operator} ${filter.value}`;
        return (
          <span key={index} className={styles.chip}>
            <code>{text}</code>
            <IconButton
              icon={X}
              size="small"
              label={`Remove ${text}`}
              onClick={() => onChange(filters.filter((_, other) => other !== index))}
            />
          </span>
        );
      })}
      <Popover
        label="Add a condition"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button icon={addIcon} look="quiet">
            Attribute
          </Button>
        }
      >
        <NewFilter
          onAdd={(filter) => {
            setOpen(false);
            onChange([...filters, filter]);
          }}
        />
      </Popover>
    </>
  );
}

function NewFilter({ onAdd }: { onAdd: (filter: AttributeFilter) => void }) {
  const [name, setName] = useState<string>();
  const [operator, setOperator] = useState<Operator>('=');
  const [value, setValue] = useState<string>();
  const names = useAttributeNames();
  const values = useTagValues(name ?? '');
  const known = new Map((values.data ?? []).map((one) => [one.value, one]));
  const add = () => {
    if (name !== undefined && value !== undefined) onAdd({ name, operator, value: valueText(value, known.get(value)) });
  };
  return (
    <div className={styles.newFilter}>
      <Picker
        label="Attribute"
        placeholder="Attribute"
        value={name}
        options={(names.data ?? []).map((one) => ({ value: one, label: one }))}
        isLoading={names.isPending}
        allowOther
        onChange={(next) => {
          setName(next);
          setValue(undefined);
        }}
      />
      <Select
        label="Comparison"
        value={operator}
        options={OPERATORS.map((one) => ({ value: one, label: one }))}
        onChange={setOperator}
      />
      <Picker
        label="Value"
        placeholder="Value"
        value={value}
        options={[...known.keys()].map((one) => ({ value: one, label: one }))}
        isLoading={values.isFetching}
        disabled={name === undefined}
        allowOther
        onChange={setValue}
      />
      <Button look="primary" disabled={name === undefined || value === undefined} onClick={add}>
        Add
      </Button>
    </div>
  );
}

/** As TraceQL has it: known values by their type, typed ones as numbers, durations and truth values where they look so. */
function valueText(value: string, known: TagValue | undefined): string {
  if (known !== undefined) return known.type === 'string' ? JSON.stringify(value) : value;
  return /^(-?\d+(\.\d+)?(ns|us|µs|ms|s|m|h)?|true|false)$/.test(value) ? value : JSON.stringify(value);
}
