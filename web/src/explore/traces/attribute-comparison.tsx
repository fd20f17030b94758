import { useMemo, useState } from 'react';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import type { Option } from '../../controls/select';
import { type Column, DataTable } from '../../controls/table/data-table';
import { type AttributeShare, attributeShares, difference } from './attribute-shares';
import { selectorBody, withConditions } from './selector';
import { useTraceqlValues } from './tempo-api';
import styles from './traces.module.css';

type Compared = 'errors' | 'slow' | 'roots';
type Choice = Compared | 'chosen';

/** What is set apart from the rest, as a condition on spans. */
const SELECTIONS: Readonly<Record<Compared, { readonly label: string; readonly condition: string }>> = {
  errors: { label: 'Errors', condition: 'status = error' },
  slow: { label: 'Slower than 100 ms', condition: 'duration > 100ms' },
  roots: { label: 'Root spans', condition: 'nestedSetParent < 0' },
};

const OPTIONS: readonly Option<Choice>[] = (Object.keys(SELECTIONS) as Compared[]).map((value) => ({
  value,
  label: SELECTIONS[value].label,
}));
const CHOSEN: Option<Choice> = { value: 'chosen', label: 'Chosen traces' };

/** Values of each attribute that are compared. */
const TOP = 10;

interface AttributeComparisonProps {
  readonly query: string;
  readonly onRun: (query: string) => void;
  /** The arguments of `compare()` that were chosen in the chart. */
  readonly selected: string | undefined;
}

/** In which attributes some spans differ from the rest: those that differ most come first. */
export function AttributeComparison({ query, onRun, selected }: AttributeComparisonProps) {
  const [choice, setChoice] = useState<Choice>(selected === undefined ? 'errors' : 'chosen');
  const isSelector = selectorBody(query) !== undefined;
  const compared = choice === 'chosen' ? (selected ?? '{ }') : `{ ${SELECTIONS[choice].condition} }, ${TOP}`;
  const { data, error, isPending } = useTraceqlValues(`${query} | compare(${compared})`, isSelector);
  const shares = useMemo(() => attributeShares(data ?? []).filter((one) => difference(one) !== 0), [data]);
  const columns = useMemo(() => columnsOf((text) => onRun(withConditions(query, [text])!)), [query, onRun]);
  if (!isSelector)
    return <Notice title="Only a query of one selector can be compared" detail="As { resource.service.name = … }." />;
  const content = () => {
    if (error !== null) return <Failure error={error} />;
    if (isPending) return <Skeleton height={240} />;
    if (shares.length === 0)
      return <Notice title="They do not differ" detail="No span is selected, or all are alike." />;
    return (
      <DataTable
        label="Attributes that differ"
        rows={shares}
        columns={columns}
        keyOf={({ name, text }) => `${name} ${text}`}
        sort={{ column: 'difference', isDescending: true }}
      />
    );
  };
  return (
    <>
      <div className={styles.bar}>
        <Segments
          label="Selected spans"
          options={selected === undefined ? OPTIONS : [...OPTIONS, CHOSEN]}
          value={choice}
          onChange={setChoice}
        />
        <span className={styles.hint}>against all other spans of the query</span>
      </div>
      {content()}
    </>
  );
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

function columnsOf(onFilter: (condition: string) => void): readonly Column<AttributeShare>[] {
  return [
    {
      id: 'attribute',
      isWide: true,
      title: 'Attribute',
      sortBy: ({ name, value }) => `${name} ${value}`,
      cell: ({ name, value, text }) => (
        <button
          type="button"
          className={styles.condition}
          title="Only spans with it"
          onClick={() => onFilter(`${name} = ${text}`)}
        >
          <span>{name}</span> = {value}
        </button>
      ),
    },
    {
      id: 'selection',
      isNumber: true,
      title: 'Selected',
      sortBy: ({ selection }) => selection,
      cell: (one) => <Share part={one.selection} tone="selection" />,
    },
    {
      id: 'baseline',
      isNumber: true,
      title: 'Others',
      sortBy: ({ baseline }) => baseline,
      cell: (one) => <Share part={one.baseline} tone="baseline" />,
    },
    {
      id: 'difference',
      isNumber: true,
      title: 'Difference',
      sortBy: difference,
      cell: (one) => `${difference(one) > 0 ? '+' : ''}${percent(difference(one))}`,
    },
  ];
}

const Share = ({ part, tone }: { part: number; tone: string }) => (
  <span className={styles.share} data-tone={tone}>
    <span className={styles.shareBar}>
      <span style={{ width: `${Math.min(100, part * 100)}%` }} />
    </span>
    {percent(part)}
  </span>
);
