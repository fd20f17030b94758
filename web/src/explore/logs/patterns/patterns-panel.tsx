import { useQuery } from '@tanstack/react-query';
import { ZoomIn, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '../../../controls/button';
import { TextInput } from '../../../controls/field';
import { Badge, Failure, Notice, Skeleton, type Tone } from '../../../controls/notice';
import { askSource } from '../../../data/ask';
import { readLevel } from '../../../logs/level';
import { useTime } from '../../../time/time-context';
import { nsOf } from '../lines/ask-lines';
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

const SHOWN = 100;
const TONES: Readonly<Record<string, Tone>> = { critical: 'bad', error: 'bad', warn: 'warn', info: 'good' };

/** What lines have in common: each pattern with its count, its share and its course. Patterns are of streams, not of filters. */
export function PatternsPanel({ expr, onPattern }: PatternsPanelProps) {
  const { range, tick } = useTime();
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(SHOWN);
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
      (data ?? [])
        .map((pattern) => ({ ...pattern, count: pattern.samples.reduce((sum, [, count]) => sum + count, 0) }))
        .sort((a, b) => b.count - a.count),
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
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const found = counted.filter(({ pattern }) => pattern.toLowerCase().includes(typed.toLowerCase()));
  return (
    <div className={styles.panel}>
      <TextInput
        aria-label="Search patterns"
        placeholder={`Search ${counted.length} patterns of ${selector}`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th>Course</th>
            <th className={styles.number}>Lines</th>
            <th className={styles.number}>Share</th>
            <th>Level</th>
            <th>Pattern</th>
            <th>
              <span className="visually-hidden">Filter</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, limit).map(({ pattern, level = '', samples, count }) => (
            <tr key={`${level} ${pattern}`}>
              <td>
                <Sparkline samples={samples} from={from} to={to} />
              </td>
              <td className={styles.number}>{count.toLocaleString('en')}</td>
              <td className={styles.number}>{`${((count / total) * 100).toFixed(1)} %`}</td>
              <td>{level !== '' && <Badge tone={TONES[readLevel(level)]}>{level}</Badge>}</td>
              <td className={styles.pattern}>{pattern.slice(0, 1000)}</td>
              <td className={styles.tools}>
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
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > limit && (
        <Button size="small" onClick={() => setLimit(limit + SHOWN)}>{`${found.length - limit} more`}</Button>
      )}
    </div>
  );
}
