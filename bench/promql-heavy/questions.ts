const DAY = 86_400_000;

/** What one heavy client asks; instant where it has no step. */
export interface HeavyQuestion {
  readonly name: string;
  readonly path: '/api/v1/query' | '/api/v1/query_range';
  readonly parameters: Readonly<Record<string, string>>;
}

const ALL = '{__name__=~"http_.+"}';
const TOTAL = 'http_requests_total';
const BUCKET = 'http_request_duration_seconds_bucket';

/** Questions about a day of `bench/promql/series.ts` that ends at `end` (ms): 57.6 M samples, half of them of each metric. */
export const heavyQuestions = (end: number): readonly HeavyQuestion[] => [
  range(
    'four sums of rates: 115 M samples',
    [TOTAL, BUCKET].flatMap((name) => [`sum(rate(${name}[5m]))`, `sum(rate(${name}[10m]))`]).join(' + '),
    end,
  ),
  instant('max_over_time of a day', `sum(max_over_time(${ALL}[1d]))`, end),
  instant('subquery of a day', `max_over_time(sum by (service) (rate(${TOTAL}[5m]))[1d:15s])`, end),
  range('subquery at each step', `sum(max_over_time(rate(${TOTAL}[5m])[30m:30s]))`, end),
  range('quantile_over_time of an hour', `sum(quantile_over_time(0.9, ${TOTAL}[1h]))`, end),
  range('5,000 series, 7.2 M points', `rate(${TOTAL}[5m])`, end),
  range('10,000 series, 14.4 M points', ALL, end),
  instant('range vector, 28.8 M points', `${TOTAL}[1d]`, end),
  instant('range vector, 57.6 M points', `${ALL}[1d]`, end),
  range('label_replace of all', `label_replace(${ALL}, "host", "$1", "instance", "(.*):.*")`, end),
  range('topk of all', `topk(100, rate(${TOTAL}[5m]))`, end),
  range('quantile of all', `quantile by (service) (0.9, rate(${TOTAL}[5m]))`, end),
  range('count_values of all', `count_values("value", ${TOTAL})`, end),
  range('or of all', `${TOTAL} or ${BUCKET}`, end),
  range('operator between all', `${TOTAL} / ignoring(status) group_left sum without (status) (${TOTAL})`, end),
  range('histogram_quantile of all', `histogram_quantile(0.9, rate(${BUCKET}[5m]))`, end),
  instant('sort of all', `sort_desc(rate(${TOTAL}[1d]))`, end),
  instant('sort by label of all', `sort_by_label(${ALL}, "instance")`, end),
];

const instant = (name: string, query: string, end: number): HeavyQuestion => ({
  name,
  path: '/api/v1/query',
  parameters: { query, time: String(end / 1000) },
});

const range = (name: string, query: string, end: number): HeavyQuestion => ({
  name,
  path: '/api/v1/query_range',
  parameters: { query, start: String((end - DAY) / 1000), end: String(end / 1000), step: '60' },
});
