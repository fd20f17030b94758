import { NEEDLE_SERVICE, needle, type Span } from './lines.js';

/** What is asked. */
export interface LogQuestion {
  readonly name: string;
  /** For the cold median over 2 GB, ms; without one there is nothing to compare with. */
  readonly aim?: number;
  readonly path: 'query_range' | 'labels';
  /** Of which lines the raw bytes count for its rate: all, or those of one `env`. */
  readonly over: 'all' | 'prod' | 'batch' | 'none';
  /** Of the asking `i`: each looks for something else and over a span that is shifted, so that nothing kept answers it. */
  readonly parameters: (i: number) => Readonly<Record<string, string>>;
}

const ALL = '{cluster="eu-1"}';
const PROD = '{env="prod"}';

/** Aims are for 2 GB of raw lines on 2 cores. */
export const questions = ({ start, end }: Span): readonly LogQuestion[] => {
  const span = (i: number) => ({ start: `${start - 1 - i}000000`, end: `${end + 1 + i}000000` });
  const logs = (query: (i: number) => string, limit = 1000) => ({
    path: 'query_range' as const,
    parameters: (i: number) => ({ query: query(i), limit: String(limit), direction: 'backward', ...span(i) }),
  });
  const metric = (query: string, step: number) => ({
    path: 'query_range' as const,
    parameters: (i: number) => {
      // The grid begins at a multiple of the step; a window that is no multiple of it would be another question.
      return { query, step: String(step), start: `${start - i * step * 1000}000000`, end: `${end}000000` };
    },
  });
  return [
    {
      name: 'needle in one service, 11 hits',
      aim: 150,
      over: 'all',
      ...logs((i) => `{service="${NEEDLE_SERVICE}"} |= "\\"order\\":\\"${needle(i)}\\""`),
    },
    {
      name: 'needle everywhere, no hit, whole token',
      aim: 40,
      over: 'all',
      ...logs((i) => `${ALL} |= "\\"trace_id\\":\\"needle${i}none\\""`),
    },
    { name: 'needle everywhere, no hit, substring', aim: 800, over: 'all', ...logs((i) => `${ALL} |= "qzx${i}j"`) },
    { name: 'regex everywhere, no hit', over: 'all', ...logs((i) => `${ALL} |~ "status.:5[0-9]{2}.*qz${i}x"`) },
    {
      name: 'sum by (level) (rate), 15 s',
      aim: 200,
      over: 'prod',
      ...metric(`sum by (level) (rate(${PROD}[1m]))`, 15),
    },
    {
      name: 'sum by (status) | json, 60 s',
      aim: 1800,
      over: 'prod',
      ...metric(`sum by (status) (count_over_time(${PROD} | json [1m]))`, 60),
    },
    {
      name: 'sum by (status) | regexp, 60 s',
      over: 'prod',
      ...metric(`sum by (status) (count_over_time(${PROD} | regexp \`"status":(?P<status>\\d+)\` [1m]))`, 60),
    },
    {
      name: 'sum by (status) | pattern, 60 s',
      over: 'prod',
      ...metric(`sum by (status) (count_over_time(${PROD} | pattern \`<_>"status":<status>,<_>\` [1m]))`, 60),
    },
    {
      name: 'sum by (status) | logfmt, 60 s',
      over: 'batch',
      ...metric('sum by (status) (count_over_time({env="batch"} | logfmt [1m]))', 60),
    },
    {
      name: 'sum by (service) | json | unwrap, 60 s',
      over: 'prod',
      ...metric(`sum by (service) (sum_over_time(${PROD} | json | unwrap duration_ms | __error__="" [1m]))`, 60),
    },
    { name: 'last 100 errors', aim: 150, over: 'none', ...logs(() => `${PROD} | json | level_extracted="error"`, 100) },
    { name: 'labels', aim: 5, over: 'none', path: 'labels', parameters: span },
  ];
};
