import { compressSync } from 'snappy';
import { labelFields, WriteRequestBytes } from '../support/time-series.js';

/** What a client asks that should not notice the others. */
export interface SmallQuestion {
  readonly name: string;
  readonly path: string;
  readonly send?: () => { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };
}

const SERIES = 'http_requests_total{instance="10.0.3.7:8080",method="GET",status="200"}';
const WRITTEN_SERIES = 20;
const labels = Array.from({ length: WRITTEN_SERIES }, (_, i) =>
  labelFields({ __name__: 'up', instance: `10.2.0.${i}:8080`, job: 'small' }),
);

/** Asked in turn, at times around `end` (ms). `ready` never leaves the event loop: it tells how long that stood still. */
export const smallQuestions = (end: number): readonly SmallQuestion[] => [
  get('one series', '/api/v1/query', { query: SERIES, time: String(end / 1000) }),
  get('ready', '/-/ready', {}),
  get('a sum of one hour', '/api/v1/query_range', {
    query: `sum(rate(${SERIES}[5m]))`,
    start: String(end / 1000 - 3600),
    end: String(end / 1000),
    step: '60',
  }),
  get('up', '/api/v1/query', { query: 'count(up) or vector(0)' }),
  get('label values', '/api/v1/label/job/values', { start: String(end / 1000 - 3600), end: String(end / 1000) }),
  { name: 'write', path: '/api/v1/write', send: written },
];

function get(name: string, path: string, parameters: Readonly<Record<string, string>>): SmallQuestion {
  return { name, path: `${path}?${new URLSearchParams(parameters)}` };
}

function written(): ReturnType<NonNullable<SmallQuestion['send']>> {
  const request = new WriteRequestBytes(WRITTEN_SERIES, 1);
  for (const series of labels) {
    request.series(series, 1);
    request.sample(1, Date.now());
  }
  const headers = { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' };
  return { headers, body: compressSync(request.bytes) };
}
