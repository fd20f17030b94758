import { Search } from 'lucide-react';
import { useRecent } from '../../app/recent-list';
import { Button } from '../../controls/button';
import { Notice } from '../../controls/notice';
import { history } from '../history';
import styles from './metrics.module.css';

interface StartingPointsProps {
  readonly onFind: () => void;
  readonly onChoose: (query: string) => void;
}

interface Start {
  readonly title?: string;
  readonly query: string;
}

/** Of metrics that Quartet makes of spans, and that every scraped process has. */
const EXAMPLES: readonly Start[] = [
  {
    title: 'Calls a second, by service',
    query: 'sum by (service) (rate(traces_spanmetrics_calls_total[$__rate_interval]))',
  },
  {
    title: 'p95 of their duration',
    query: 'histogram_quantile(0.95, sum by (service, le) (rate(traces_spanmetrics_latency_bucket[$__rate_interval])))',
  },
  { title: 'CPU, by job', query: 'sum by (job) (rate(process_cpu_seconds_total[$__rate_interval]))' },
  { title: 'Targets that do not answer', query: 'up == 0' },
];
const MOST_RECENT = 5;

/** Where nothing is asked yet: ways to the first query. */
export function StartingPoints({ onFind, onChoose }: StartingPointsProps) {
  const recent = useRecent(history.metrics).slice(0, MOST_RECENT);
  return (
    <div className={styles.empty}>
      <Notice
        title="Nothing is asked yet"
        detail="Write a query above, find a metric by name or help text, or begin with one of these."
        action={
          <Button icon={Search} onClick={onFind}>
            Find a metric
          </Button>
        }
      />
      <div className={styles.starts}>
        <Starts title="To begin with" starts={EXAMPLES} onChoose={onChoose} />
        {recent.length > 0 && (
          <Starts title="Asked before" starts={recent.map((query) => ({ query }))} onChoose={onChoose} />
        )}
      </div>
    </div>
  );
}

interface StartsProps {
  readonly title: string;
  readonly starts: readonly Start[];
  readonly onChoose: (query: string) => void;
}

const Starts = ({ title, starts, onChoose }: StartsProps) => (
  <section aria-label={title}>
    <h2>{title}</h2>
    {starts.map((start) => (
      <button key={start.query} type="button" className={styles.start} onClick={() => onChoose(start.query)}>
        {start.title !== undefined && <span>{start.title}</span>}
        <code>{start.query}</code>
      </button>
    ))}
  </section>
);
