import type { MetricFamily } from './metadata';

export interface Suggestion {
  readonly title: string;
  readonly query: string;
}

const RATE = '[$__rate_interval]';

/** Names by which it makes sense to look at most metrics, the first that a metric has. */
const GROUPS = ['service', 'service_name', 'job', 'instance'];

/** Queries that fit a metric's type, the most useful first. */
export function suggestionsFor(family: MetricFamily, labels: readonly string[]): Suggestion[] {
  const group = GROUPS.find((name) => labels.includes(name));
  const by = (...names: readonly (string | undefined)[]) => {
    const given = names.filter((name) => name !== undefined);
    return given.length === 0 ? '' : ` by (${given.join(', ')})`;
  };
  const { name, type } = family;
  switch (type) {
    case 'counter':
      return [
        { title: `Rate${group === undefined ? '' : ` by ${group}`}`, query: `sum${by(group)} (rate(${name}${RATE}))` },
        { title: 'Increase over the time shown', query: `sum${by(group)} (increase(${name}[$__range]))` },
      ];
    case 'histogram':
      return histogram(family, by, group);
    case 'summary':
      return [
        { title: 'Quantiles as measured', query: name },
        {
          title: 'Average',
          query: `sum${by(group)} (rate(${name}_sum${RATE})) / sum${by(group)} (rate(${name}_count${RATE}))`,
        },
      ];
    default:
      return [
        { title: 'As it is', query: name },
        ...(group === undefined ? [] : [{ title: `Average by ${group}`, query: `avg by (${group}) (${name})` }]),
      ];
  }
}

function histogram(
  { name, series }: MetricFamily,
  by: (...names: (string | undefined)[]) => string,
  group: string | undefined,
): Suggestion[] {
  const base = name.replace(/_bucket$/, '');
  const isClassic = series.some((one) => one.endsWith('_bucket'));
  const rate = isClassic
    ? `sum${by('le', group)} (rate(${base}_bucket${RATE}))`
    : `sum${by(group)} (rate(${base}${RATE}))`;
  const quantile = (share: number) => ({
    title: `${share * 100}th percentile${group === undefined ? '' : ` by ${group}`}`,
    query: `histogram_quantile(${share}, ${rate})`,
  });
  const [sum, count] = isClassic
    ? [`rate(${base}_sum${RATE})`, `rate(${base}_count${RATE})`]
    : [`histogram_sum(rate(${base}${RATE}))`, `histogram_count(rate(${base}${RATE}))`];
  return [
    quantile(0.95),
    quantile(0.5),
    { title: 'Average', query: `sum${by(group)} (${sum}) / sum${by(group)} (${count})` },
    { title: 'How many a second', query: `sum${by(group)} (${count})` },
  ];
}
