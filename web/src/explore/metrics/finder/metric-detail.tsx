import { Fragment } from 'react';
import { Button } from '../../../controls/button';
import { Failure, Skeleton } from '../../../controls/notice';
import styles from '../metrics.module.css';
import { useMetricLabels } from './ask-metrics';
import type { MetricFamily } from './metadata';
import { suggestionsFor } from './suggestions';

/** Queries that fit a metric, and its labels with how many values each has. */
export function MetricDetail({ family, onUse }: { family: MetricFamily; onUse: (query: string) => void }) {
  const { data, error, isPending } = useMetricLabels(family.series[0] ?? family.name);
  const names = data?.labels.map(({ name }) => name) ?? [];
  return (
    <div className={styles.detail}>
      {suggestionsFor(family, names).map(({ title, query }) => (
        <div key={title} className={styles.suggestion}>
          <strong>{title}</strong>
          <Button size="small" look="primary" onClick={() => onUse(query)} aria-label={`Use: ${title}`}>
            Use
          </Button>
          <code>{query}</code>
        </div>
      ))}
      {error !== null && <Failure error={error} />}
      {isPending && <Skeleton height={64} />}
      {data !== undefined && (
        <>
          <p className={styles.help}>{`${data.series.toLocaleString('en')} series`}</p>
          <dl className={styles.labels}>
            {data.labels.map(({ name, values, examples }) => (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>{values.toLocaleString('en')}</dd>
                <dd>{examples.map((value) => value.slice(0, 60)).join(', ')}</dd>
              </Fragment>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
