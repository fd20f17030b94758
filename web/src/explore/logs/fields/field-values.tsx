import { useQuery } from '@tanstack/react-query';
import { ZoomIn, ZoomOut } from 'lucide-react';
import { IconButton } from '../../../controls/button';
import { Failure, Skeleton } from '../../../controls/notice';
import { askSource } from '../../../data/ask';
import type { LokiAnswer } from '../../../data/loki/answer';
import type { VectorSample } from '../../../data/prometheus/answer';
import { replaceStepMacros } from '../../../data/step';
import { ShareBar } from '../../../logs/field-top';
import { useTime } from '../../../time/time-context';
import styles from '../logs.module.css';
import { valuesQuery } from '../query-text';
import type { DetectedField, FieldsPanelProps } from './fields-panel';

const TOP = 10;

/** The most frequent values of a field in the time of the page, counted by the server. */
export function FieldValues({ field, expr, onFilter }: FieldsPanelProps & { field: DetectedField }) {
  const { range, tick } = useTime();
  const { label, parsers } = field;
  const parser = parsers?.find((one) => one === 'json' || one === 'logfmt');
  const to = range.to.valueOf();
  const { data, error, isPending } = useQuery({
    queryKey: ['field values', expr, label, range.from.valueOf(), to, tick],
    queryFn: async ({ signal }) => {
      const query = replaceStepMacros(valuesQuery(expr, label, parser, TOP), 60_000, 60_000, range);
      const parameters = { query, time: `${Math.round(to)}000000` };
      const answer = await askSource<LokiAnswer>('loki', 'loki/api/v1/query', parameters, { isForm: true, signal });
      return ((answer.data?.result ?? []) as readonly VectorSample[])
        .map(({ metric, value }) => ({ value: metric[label] ?? '', count: Number(value?.[1] ?? 0) }))
        .sort((a, b) => b.count - a.count);
    },
  });
  if (error !== null) return <Failure error={error} />;
  if (isPending) return <Skeleton height={96} />;
  const total = data.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.values}>
      {data.map(({ value, count }) => (
        <div key={value} className={styles.valueRow}>
          <ShareBar name={value} count={count} share={count / total} />
          <IconButton
            size="small"
            icon={ZoomIn}
            label={`Only lines with ${value}`}
            onClick={() => onFilter({ name: label, value, from: fromOf(field) }, false)}
          />
          <IconButton
            size="small"
            icon={ZoomOut}
            label={`Without lines with ${value}`}
            onClick={() => onFilter({ name: label, value, from: fromOf(field) }, true)}
          />
        </div>
      ))}
      <p className={styles.count}>
        {data.length < TOP
          ? `${total.toLocaleString('en')} lines have it`
          : `Shares are of the ${TOP} most frequent values`}
      </p>
    </div>
  );
}

const fromOf = ({ parsers }: DetectedField) =>
  parsers?.includes('json') ? 'json' : parsers?.includes('logfmt') ? 'logfmt' : 'S';
