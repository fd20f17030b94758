import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';

type Texts = Readonly<Record<string, string>>;

export interface TraceExemplar {
  readonly series: Texts;
  readonly value: number;
  readonly timeMs: number;
  /** The selector of its series. */
  readonly promql: string;
}

/** Of what `/api/quartet/v1/correlate` answers. */
interface Correlation {
  readonly exemplars: readonly TraceExemplar[];
}

/** Exemplars with the id of a trace, from five minutes before it to five after it. */
export const useCorrelation = (traceId: string) =>
  useQuery({
    queryKey: ['correlate', traceId],
    queryFn: ({ signal }) => callJson<Correlation>('/api/quartet/v1/correlate', { query: { traceId }, signal }),
  });
