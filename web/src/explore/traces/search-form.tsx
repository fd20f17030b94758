import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../controls/button';
import { TextInput } from '../../controls/field';
import { Picker } from '../../controls/picker';
import { Select } from '../../controls/select';
import { AttributeFilters } from './attribute-filters';
import { EMPTY_FORM, formQuery, isDuration, readForm, type SearchForm } from './form-query';
import { useTagValues } from './tempo-api';
import styles from './traces.module.css';

const STATUSES = [
  { value: 'any', label: 'Any status' },
  { value: 'error', label: 'Error' },
  { value: 'ok', label: 'Ok' },
  { value: 'unset', label: 'Unset' },
] as const;

const ANY = { value: '', label: 'Any' };

/** The query as a form; what it changes is run at once. Queries that say more than it can are left as they are. */
export function SearchFormRow({ query, onRun }: { query: string; onRun: (query: string) => void }) {
  const form = readForm(query);
  const known = form ?? EMPTY_FORM;
  const services = useTagValues('resource.service.name');
  const operations = useTagValues('name', formQuery({ ...EMPTY_FORM, service: known.service }));
  if (form === undefined) {
    return (
      <div className={styles.form}>
        <span className={styles.hint}>This query says more than the form can.</span>
        <Button size="small" onClick={() => onRun('{ }')}>
          Start over with the form
        </Button>
      </div>
    );
  }
  const change = (changes: Partial<SearchForm>) => onRun(formQuery({ ...form, ...changes }));
  const optionsOf = (values: readonly { value: string }[] = []) => [
    ANY,
    ...[...new Set(values.map(({ value }) => value))].sort().map((value) => ({ value, label: value })),
  ];
  return (
    <search className={styles.form} aria-label="Traces">
      <Picker
        label="Service"
        placeholder="Any service"
        value={form.service || undefined}
        options={optionsOf(services.data)}
        isLoading={services.isPending}
        allowOther
        onChange={(service) => change({ service, operation: '' })}
      />
      <Picker
        label="Operation"
        placeholder="Any operation"
        value={form.operation || undefined}
        options={optionsOf(operations.data)}
        isLoading={operations.isPending}
        allowOther
        onChange={(operation) => change({ operation })}
      />
      <Select
        label="Status"
        options={STATUSES}
        value={form.status === '' ? 'any' : form.status}
        onChange={(status) => change({ status: status === 'any' ? '' : status })}
      />
      <DurationInput
        label="Least duration"
        placeholder="≥ 20ms"
        value={form.least}
        onChange={(least) => change({ least })}
      />
      <DurationInput label="Most duration" placeholder="≤ 1s" value={form.most} onChange={(most) => change({ most })} />
      <AttributeFilters filters={form.attributes} onChange={(attributes) => change({ attributes })} addIcon={Plus} />
    </search>
  );
}

interface DurationInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Counts when it is left, or with Enter. */
function DurationInput({ label, placeholder, value, onChange }: DurationInputProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const text = typed.trim();
  const isWrong = text !== '' && !isDuration(text);
  const take = () => {
    if (!isWrong && text !== value) onChange(text);
  };
  return (
    <TextInput
      className={styles.duration}
      aria-label={label}
      aria-invalid={isWrong}
      title={isWrong ? 'A duration is a number with its unit: 20ms, 1.5s, 2m' : undefined}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}
