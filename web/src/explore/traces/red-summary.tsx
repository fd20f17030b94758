import { QueryPanel } from '../../panels/query-panel';
import { withConditions } from './selector';
import styles from './traces.module.css';

/** Steps so long that rates of a few spans a second are no noise. */
const POINTS = 120;

/** As the series are called, and as people call them. */
const QUANTILES = [
  ['0.5', 'p50'],
  ['0.95', 'p95'],
] as const;

/** Rate, errors and duration of the spans that a selector selects. */
export function RedSummary({ query }: { query: string }) {
  const failed = withConditions(query, ['status = error']);
  if (failed === undefined) return null;
  const panels = [
    { title: 'Spans', unit: 'suffix:/s', query: `${query} | rate()`, color: 'blue' },
    { title: 'Errors', unit: 'suffix:/s', query: `${failed} | rate()`, color: 'red' },
    { title: 'Duration', unit: 's', query: `${query} | quantile_over_time(duration, .5, .95)`, color: undefined },
  ];
  return (
    <div className={styles.red}>
      {panels.map(({ title, unit, query: text, color }) => (
        <QueryPanel
          key={title}
          type="timeseries"
          title={title}
          height={170}
          maxDataPoints={POINTS}
          datasource="tempo"
          targets={[{ refId: title, query: text, queryType: 'traceql' }]}
          options={{ legend: { showLegend: color === undefined, displayMode: 'list', placement: 'bottom' } }}
          fieldConfig={{
            defaults: {
              unit,
              min: 0,
              custom: { fillOpacity: 8 },
              ...(color !== undefined && { color: { mode: 'fixed', fixedColor: color } }),
            },
            overrides: QUANTILES.map(([quantile, displayName]) => ({
              matcher: { id: 'byName', options: quantile },
              properties: [{ id: 'displayName', value: displayName }],
            })),
          }}
        />
      ))}
    </div>
  );
}
