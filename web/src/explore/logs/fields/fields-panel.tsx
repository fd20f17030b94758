import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button, IconButton } from '../../../controls/button';
import { TextInput } from '../../../controls/field';
import { Badge, Failure, Notice, Skeleton } from '../../../controls/notice';
import { askSource } from '../../../data/ask';
import type { RowField } from '../../../logs/row-details';
import { useTime } from '../../../time/time-context';
import { nsOf } from '../lines/ask-lines';
import styles from '../logs.module.css';
import { FieldValues } from './field-values';

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#detected-fields */
export interface DetectedField {
  readonly label: string;
  readonly type: string;
  readonly cardinality: number;
  readonly parsers: readonly string[] | null;
}

export interface FieldsPanelProps {
  readonly expr: string;
  readonly onFilter: (field: RowField, isOut: boolean) => void;
}

/** The fields that lines have, each with its type and how many values it has; opened, with its most frequent values. */
export function FieldsPanel({ expr, onFilter }: FieldsPanelProps) {
  const { range, tick } = useTime();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<string>();
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['detected fields', expr, from, to, tick],
    queryFn: async ({ signal }) => {
      const query = { query: expr, start: nsOf(from), end: nsOf(to) };
      const path = 'loki/api/v1/detected_fields';
      const answer = await askSource<{ fields?: readonly DetectedField[] }>('loki', path, query, {
        isForm: true,
        signal,
      });
      return answer.fields ?? [];
    },
  });
  if (error !== null) {
    return <Failure error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />;
  }
  if (isPending) return <Skeleton height={320} />;
  if (data.length === 0)
    return <Notice title="No fields in these lines" detail="They have neither metadata nor JSON nor key=value." />;
  const found = data.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  return (
    <div className={styles.panel}>
      <TextInput
        aria-label="Search fields"
        placeholder={`Search ${data.length} fields`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th>Field</th>
            <th>Type</th>
            <th>Read by</th>
            <th className={styles.number}>Values</th>
          </tr>
        </thead>
        <tbody>
          {found.map((field) => {
            const { label, type, parsers, cardinality } = field;
            const isOpen = open === label;
            return (
              <Fragment key={label}>
                <tr>
                  <td className={styles.name}>
                    <IconButton
                      size="small"
                      icon={isOpen ? ChevronDown : ChevronRight}
                      label={`Values of ${label}`}
                      aria-expanded={isOpen}
                      onClick={() => setOpen(isOpen ? undefined : label)}
                    />
                    {label}
                  </td>
                  <td>
                    <Badge>{type}</Badge>
                  </td>
                  <td>{parsers === null ? 'metadata' : parsers.join(', ')}</td>
                  <td className={styles.number}>{cardinality.toLocaleString('en')}</td>
                </tr>
                {isOpen && (
                  <tr>
                    <td colSpan={4}>
                      <FieldValues field={field} expr={expr} onFilter={onFilter} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
