const HOUR = 3_600_000;

/** What is asked, about data that ends at `end` (ms). Instant where `range` is 0. */
export interface BenchQuery {
  readonly name: string;
  /** Aim for the cold median, ms. */
  readonly aim: number;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export const queries = (end: number): readonly BenchQuery[] => [
  instant('one series, instant', 3, 'http_requests_total{instance="10.0.3.7:8080",method="GET",status="200"}', end),
  range('sum by rate, 1 h', 120, 'sum by (service) (rate(http_requests_total[5m]))', end, 1),
  range('sum by rate, 6 h', 600, 'sum by (service) (rate(http_requests_total[5m]))', end, 5.9),
  range(
    'histogram_quantile, 1 h',
    180,
    'histogram_quantile(0.95, sum by (le, service) (rate(http_request_duration_seconds_bucket[5m])))',
    end,
    1,
  ),
  range('topk of rate, 1 h', 120, 'topk(10, rate(http_requests_total[5m]))', end, 1),
  {
    name: 'label values',
    aim: 4,
    path: '/api/v1/label/instance/values',
    parameters: seconds({ start: end - HOUR, end }),
  },
  instant('count of a regex over all', 15, 'count({__name__=~"http_.+",instance=~"10\\\\.0\\\\..*"})', end),
  instant('all series, instant', 41, '{__name__=~"http_.+"}', end),
];

const instant = (name: string, aim: number, query: string, time: number): BenchQuery => ({
  name,
  aim,
  path: '/api/v1/query',
  parameters: { query, ...seconds({ time }) },
});

const range = (name: string, aim: number, query: string, end: number, hours: number): BenchQuery => ({
  name,
  aim,
  path: '/api/v1/query_range',
  parameters: { query, step: '15', ...seconds({ start: end - hours * HOUR, end }) },
});

const seconds = (times: Readonly<Record<string, number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, String(ms / 1000)]));
