import type { TimeRange } from '@grafana/data';
import { useQuery } from '@tanstack/react-query';
import { askSource } from '../../../data/ask';
import { type Answer, listOf } from '../../../data/prometheus/answer';
import { useTime } from '../../../time/time-context';
import { familiesOf, type MetricFamily, type MetricMetadata } from './metadata';

const seconds = (range: TimeRange) => ({ start: range.from.valueOf() / 1000, end: range.to.valueOf() / 1000 });

/** Series of a metric that are counted for its labels. */
const MOST_SERIES = 20_000;

/** All metrics that have samples in the time of the page. */
export function useMetricFamilies(isAsked: boolean) {
  const { range } = useTime();
  return useQuery({
    queryKey: ['metric families', Math.floor(range.from.valueOf() / 60_000), Math.floor(range.to.valueOf() / 60_000)],
    queryFn: async ({ signal }): Promise<MetricFamily[]> => {
      const [names, about] = await Promise.all([
        askSource<Answer<readonly string[]>>('prometheus', 'api/v1/label/__name__/values', seconds(range), { signal }),
        askSource<Answer<Readonly<Record<string, readonly MetricMetadata[]>>>>(
          'prometheus',
          'api/v1/metadata',
          {},
          { signal },
        ),
      ]);
      const metadata = new Map(
        Object.entries(about.data ?? {}).flatMap(([name, [first]]) => (first ? [[name, first]] : [])),
      );
      return familiesOf(listOf(names), metadata);
    },
    enabled: isAsked,
  });
}

export interface LabelCount {
  readonly name: string;
  readonly values: number;
  /** A few of them. */
  readonly examples: readonly string[];
}

/** The labels of a metric, each with how many values it has among how many series. */
export function useMetricLabels(series: string) {
  const { range } = useTime();
  return useQuery({
    queryKey: ['metric labels', series, Math.floor(range.from.valueOf() / 60_000)],
    queryFn: async ({ signal }) => {
      const query = { 'match[]': `{__name__=${JSON.stringify(series)}}`, ...seconds(range), limit: MOST_SERIES };
      const answer = await askSource<Answer<readonly Readonly<Record<string, string>>[]>>(
        'prometheus',
        'api/v1/series',
        query,
        { signal },
      );
      return labelCounts(listOf(answer));
    },
  });
}

/** Exported for its test. */
export function labelCounts(series: readonly Readonly<Record<string, string>>[]): {
  readonly series: number;
  readonly labels: readonly LabelCount[];
} {
  const values = new Map<string, Set<string>>();
  for (const labels of series) {
    for (const [name, value] of Object.entries(labels)) {
      if (name === '__name__') continue;
      const known = values.get(name);
      if (known === undefined) values.set(name, new Set([value]));
      else known.add(value);
    }
  }
  const labels = [...values]
    .map(([name, known]) => ({ name, values: known.size, examples: [...known].sort().slice(0, 5) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { series: series.length, labels };
}
