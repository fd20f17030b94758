import { needle, type Span, traceId } from './spans.js';

export interface TraceQuestion {
  readonly name: string;
  /** For the cold median over 5 M spans, ms. */
  readonly aim: number;
  readonly path: (i: number) => string;
  /** Of the asking `i`: each over a range that differs, so that nothing kept answers it. */
  readonly parameters: (i: number) => Readonly<Record<string, string>>;
  /** The answer holds what was asked for. */
  readonly isRight: (body: string) => boolean;
}

const SEARCH = () => '/api/search';
const hasTraces = (body: string): boolean => body.includes('"traceID"');

/** Aims are for 5 M spans on 2 cores. `traces`: how many there are. */
export function questions({ start, end }: Span, traces: number): readonly TraceQuestion[] {
  const range = (i: number) => ({
    start: String(Math.floor(start / 1000) - 1 - i),
    end: String(Math.ceil(end / 1000) + 1 + i),
  });
  const search = (q: (i: number) => string) => ({
    path: SEARCH,
    parameters: (i: number) => ({ q: q(i), limit: '20', ...range(i) }),
    isRight: hasTraces,
  });
  return [
    {
      name: 'trace by id',
      aim: 20,
      path: (i) => `/api/traces/${traceId(Math.floor((traces * (i + 1)) / 17))}`,
      parameters: () => ({}),
      isRight: (body) => body.includes('"batches"'),
    },
    {
      name: 'service and duration > 1s',
      aim: 30,
      ...search(() => '{ resource.service.name = "cart" && duration > 1s }'),
    },
    {
      name: 'status >= 500, count() > 2',
      aim: 45,
      ...search(() => '{ span.http.response.status_code >= 500 } | count() > 2'),
    },
    { name: '{ } >> { status = error }', aim: 25, ...search(() => '{ } >> { status = error }') },
    { name: 'needle in an attribute', aim: 80, ...search((i) => `{ span.order.id = "${needle(i)}" }`) },
    {
      name: 'rate() by service, 15 s',
      aim: 120,
      path: () => '/api/metrics/query_range',
      parameters: (i) => ({
        q: '{ } | rate() by (resource.service.name)',
        step: '15',
        start: String(Math.floor(start / 1000) - i),
        end: String(Math.floor(end / 1000)),
      }),
      isRight: (body) => body.includes('"samples"'),
    },
    {
      name: 'values of service.name',
      aim: 8,
      path: () => '/api/v2/search/tag/resource.service.name/values',
      parameters: range,
      isRight: (body) => body.includes('"cart"'),
    },
  ];
}
