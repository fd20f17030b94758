import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../../controls/button';
import { TextInput } from '../../../controls/field';
import { Badge, Failure, Notice, Skeleton } from '../../../controls/notice';
import { DataTable } from '../../../controls/table/data-table';
import { askSource } from '../../../data/ask';
import { nsOf } from '../../../logs/lines/ask-lines';
import type { RowField } from '../../../logs/row-details';
import { useTime } from '../../../time/time-context';
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
      <DataTable
        label="Fields"
        rows={found}
        keyOf={({ label }) => label}
        limit={200}
        empty={<Notice title="No field is called like that" />}
        below={(field) =>
          open === field.label ? <FieldValues field={field} expr={expr} onFilter={onFilter} /> : undefined
        }
        columns={[
          {
            id: 'name',
            title: 'Field',
            sortBy: ({ label }) => label,
            cell: ({ label }) => (
              <span className={styles.name}>
                <IconButton
                  size="small"
                  icon={open === label ? ChevronDown : ChevronRight}
                  label={`Values of ${label}`}
                  aria-expanded={open === label}
                  onClick={() => setOpen(open === label ? undefined : label)}
                />
                {label}
              </span>
            ),
          },
          { id: 'type', title: 'Type', sortBy: ({ type }) => type, cell: ({ type }) => <Badge>{type}</Badge> },
          {
            id: 'from',
            title: 'Read by',
            sortBy: ({ parsers }) => parsers?.join(', ') ?? 'metadata',
          },
          {
            id: 'values',
            title: 'Values',
            isNumber: true,
            sortBy: ({ cardinality }) => cardinality,
            cell: ({ cardinality }) => cardinality.toLocaleString('en'),
          },
        ]}
      />
    </div>
  );
}
