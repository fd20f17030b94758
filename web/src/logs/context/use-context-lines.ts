import { useInfiniteQuery } from '@tanstack/react-query';
import { quoted } from '../../app/links';
import { askLines } from '../lines/ask-lines';
import { joined, nextBound } from '../lines/pages-of-lines';
import type { LogRow } from '../log-row';

/** Lines of one page, and how far the search goes from the line, ns. */
const PAGE = 50;
const REACH_NS = 24n * 3_600_000_000_000n;

/** What a line stands among: its stream, by the labels that are the stream's own. */
export const streamOf = ({ labels, kinds }: LogRow): string => {
  const own = Object.entries(labels).filter(([name]) => (kinds[name] ?? 'I') === 'I');
  return `{${own.map(([name, value]) => `${name}=${quoted(value)}`).join(', ')}}`;
};

/** Lines of the stream before a line, or from its own ns on (itself among them), those next to it first. */
export function useContextLines(row: LogRow, side: 'before' | 'after') {
  const at = BigInt(row.ns);
  const expr = streamOf(row);
  const isBefore = side === 'before';
  const direction = isBefore ? 'backward' : 'forward';
  const query = useInfiniteQuery({
    queryKey: ['log context', expr, row.ns, side],
    queryFn: ({ pageParam, signal }) =>
      askLines(
        {
          expr,
          start: isBefore ? String(at - REACH_NS) : pageParam,
          end: isBefore ? pageParam : String(at + REACH_NS),
          limit: PAGE,
          direction,
        },
        signal,
      ),
    initialPageParam: row.ns,
    getNextPageParam: ({ rows }) => (rows.length < PAGE ? undefined : nextBound(rows, direction)),
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    rows: joined(query.data?.pages ?? []),
    error: query.error,
    isLoading: query.isFetching,
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}
