import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { replaceStepMacros } from '../../../data/step';
import { askLines, type LinesAnswer, nsOf } from '../../../logs/lines/ask-lines';
import { joined, nextBound } from '../../../logs/lines/pages-of-lines';
import type { LogRow } from '../../../logs/log-row';
import { useTime } from '../../../time/time-context';

export interface LogLines {
  /** In the order in which they are shown. */
  readonly rows: readonly LogRow[];
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMore: boolean;
  readonly error: Error | null;
  readonly warnings: readonly string[];
  readonly summary: LinesAnswer['summary'];
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** Lines that one list holds; more make a browser slow. */
const MOST = 100_000;

/** The lines of the page's time, `limit` of them at first and again with each `loadMore`. */
export function useLogLines(expr: string, limit: number, newestFirst: boolean, isAsked: boolean): LogLines {
  const { range, tick } = useTime();
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const direction = newestFirst ? 'backward' : 'forward';
  const query = useInfiniteQuery({
    queryKey: ['log lines', expr, from, to, tick, limit, direction],
    queryFn: ({ pageParam, signal }) =>
      askLines(
        {
          expr: replaceStepMacros(expr, 60_000, 60_000, range),
          start: newestFirst ? nsOf(from) : (pageParam ?? nsOf(from)),
          end: newestFirst ? (pageParam ?? nsOf(to)) : nsOf(to),
          limit,
          direction,
        },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ rows }, pages) => {
      const count = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return rows.length === 0 || rows.length < limit || count >= MOST ? undefined : nextBound(rows, direction);
    },
    enabled: isAsked && expr.trim() !== '',
    placeholderData: (before, query) => (query?.queryKey[1] === expr ? before : undefined),
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rows = useMemo(() => joined(query.data?.pages ?? []), [query.data]);
  const { hasNextPage, isFetchingNextPage, isFetching, fetchNextPage } = query;
  return {
    rows,
    isLoading: isFetching && !isFetchingNextPage,
    isLoadingMore: isFetchingNextPage,
    hasMore: hasNextPage,
    error: query.error,
    warnings: [...new Set(query.data?.pages.flatMap(({ warnings }) => warnings) ?? [])],
    summary: query.data?.pages[0]?.summary ?? {},
    loadMore: () => {
      if (hasNextPage && !isFetching && query.error === null) void fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}
