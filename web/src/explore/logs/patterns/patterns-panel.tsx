import { useQuery } from '@tanstack/react-query';
import { ZoomIn, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '../../../controls/button';
import { TextInput } from '../../../controls/field';
import { Badge, Failure, Notice, Skeleton, type Tone } from '../../../controls/notice';
import { type Column, DataTable } from '../../../controls/table/data-table';
import { askSource } from '../../../data/ask';
import { shown } from '../../../format/quantity';
import { readLevel } from '../../../logs/level';
import { nsOf } from '../../../logs/lines/ask-lines';
import { useTime } from '../../../time/time-context';
import styles from '../logs.module.css';
import { selectorOf } from '../query-text';
import { type Sample, Sparkline } from './sparkline';

interface Pattern {
  readonly pattern: string;
  readonly level?: string;
  readonly samples: readonly Sample[];
}

interface PatternsPanelProps {
  readonly expr: string;
  /** Keeps the lines of a pattern (`|>`), or leaves them out (`!>`). */
  readonly onPattern: (pattern: string, isOut: boolean) => void;
}

/** Characters of a pattern that are drawn. */
const LONGEST = 1000;
const TONES: Readonly<Record<string, Tone>> = { critical: 'bad', error: 'bad', warn: 'warn', info: 'good' };

/** What lines have in common: each pattern with its count, its share and its course. Patterns are of streams, not of filters. */
export function PatternsPanel({ expr, onPattern }: PatternsPanelProps) {
  const { range, tick } = useTime();
  const [typed, setTyped] = useState('');
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const selector = selectorOf(expr)?.text ?? '';
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['log patterns', selector, from, to, tick],
    queryFn: async ({ signal }) => {
      const query = { query: selector, start: nsOf(from), end: nsOf(to) };
      const answer = await askSource<{ data?: readonly Pattern[] }>('loki', 'loki/api/v1/patterns', query, { signal });
      return answer.data ?? [];
    },
    enabled: selector !== '',
    structuralSharing: false,
  });
  const counted = useMemo(
    () =>
      (data ?? []).map((pattern) => ({
        ...pattern,
        count: pattern.samples.reduce((sum, [, count]) => sum + count, 0),
      })),
    [data],
  );
  if (error !== null) {
    return <Failure error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />;
  }
  if (isPending) return <Skeleton height={320} />;
  if (counted.length === 0) {
    return (
      <Notice title="No patterns in this time" detail="They are found as lines come in, and kept for some hours." />
    );
  }
  const found = counted.filter(({ pattern }) => pattern.toLowerCase().includes(typed.toLowerCase()));
  return (
    <div className={styles.panel}>
      <TextInput
        aria-label="Search patterns"
        placeholder={`Search patterns of ${selector}`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <DataTable
        label="Patterns"
        rows={found}
        columns={patternColumns(counted, [from, to], onPattern)}
        keyOf={({ level = '', pattern }) => `${level} ${pattern}`}
        sort={{ column: 'lines', isDescending: true }}
        empty={<Notice title="No pattern is like that" />}
      />
    </div>
  );
}

type CountedPattern = Pattern & { readonly count: number };

function patternColumns(
  all: readonly CountedPattern[],
  [from, to]: readonly [number, number],
  onPattern: PatternsPanelProps['onPattern'],
): readonly Column<CountedPattern>[] {
  const total = all.reduce((sum, { count }) => sum + count, 0);
  return [
    {
      id: 'pattern',
      title: 'Pattern',
      isWide: true,
      sortBy: ({ pattern }) => pattern,
      cell: ({ pattern }) => <code>{pattern.slice(0, LONGEST)}</code>,
    },
    {
      id: 'course',
      title: 'Course',
      cell: ({ samples }) => <Sparkline samples={samples} from={from} to={to} />,
    },
    {
      id: 'lines',
      title: 'Lines',
      isNumber: true,
      sortBy: ({ count }) => count,
      cell: ({ count }) => count.toLocaleString('en'),
    },
    {
      id: 'share',
      title: 'Share',
      hint: 'of the lines that have a pattern: those of a few words have none',
      isNumber: true,
      cell: ({ count }) => shown(count / total, 'share'),
    },
    {
      id: 'level',
      title: 'Level',
      sortBy: ({ level }) => level,
      cell: ({ level = '' }) => level !== '' && <Badge tone={TONES[readLevel(level)]}>{level}</Badge>,
    },
    {
      id: 'tools',
      title: <span className="visually-hidden">Filter</span>,
      cell: ({ pattern }) => (
        <>
          <IconButton
            size="small"
            icon={ZoomIn}
            label="Only lines of this pattern"
            onClick={() => onPattern(pattern, false)}
          />
          <IconButton
            size="small"
            icon={ZoomOut}
            label="Without lines of this pattern"
            onClick={() => onPattern(pattern, true)}
          />
        </>
      ),
    },
  ];
}
