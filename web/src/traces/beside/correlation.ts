import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import { levelOf } from '../../logs/level';
import type { LogRow } from '../../logs/log-row';

type Texts = Readonly<Record<string, string>>;

export interface TraceExemplar {
  readonly series: Texts;
  readonly value: number;
  readonly timeMs: number;
  /** The selector of its series. */
  readonly promql: string;
}

/** What `/api/quartet/v1/correlate` answers. */
interface Correlation {
  readonly logs: {
    readonly entries: readonly { timeNs: string; line: string; labels: Texts; metadata: Texts }[];
    readonly isWhole: boolean;
  };
  readonly exemplars: readonly TraceExemplar[];
}

/** Log lines and exemplars with the id of a trace, from five minutes before it to five after it. */
export const useCorrelation = (traceId: string) =>
  useQuery({
    queryKey: ['correlate', traceId],
    queryFn: ({ signal }) => callJson<Correlation>('/api/quartet/v1/correlate', { query: { traceId }, signal }),
  });

/** The first lines first. */
export function logRows({ logs }: Correlation): LogRow[] {
  const rows = logs.entries.map(({ timeNs, line, labels, metadata }, index) => ({
    id: `${timeNs} ${index}`,
    timeMs: Number(timeNs) / 1e6,
    ns: timeNs,
    line,
    labels: { ...labels, ...metadata },
    kinds: Object.fromEntries([
      ...Object.keys(labels).map((name) => [name, 'I'] as const),
      ...Object.keys(metadata).map((name) => [name, 'S'] as const),
    ]),
    level: levelOf({ ...labels, ...metadata }),
  }));
  return rows.sort((a, b) => a.timeMs - b.timeMs);
}
