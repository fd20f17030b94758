import type { DataFrame, TimeRange } from '@grafana/data';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { LogRow } from '../../logs/log-row';
import { useAskRange } from '../panel-environment';
import { isJoined, nextRange, type Page, pageOf, sortedRows, type Way, wayOf } from './pages';

/** Lines that one list holds; more make a browser slow. */
const MOST = 100_000;

export interface MoreLines {
  /** In the order in which they are shown. */
  readonly rows: readonly LogRow[];
  readonly way: Way;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: Error | undefined;
  /** Asks for the next lines; also again, after an error. */
  readonly loadMore: () => void;
}

interface Further {
  /** What was asked: other queries begin anew. */
  readonly queries: string;
  readonly pages: readonly Page[];
}

/**
 * The lines of the panel's answer and, with each `loadMore`, those beyond where its queries were cut. They stay when the panel
 * asks anew, as long as nothing lies between the new answer and them.
 */
export function useMoreLines(
  frames: readonly DataFrame[],
  range: TimeRange,
  newestFirst: boolean,
  isOn: boolean,
): MoreLines {
  const ask = useAskRange();
  const first = useMemo(() => pageOf(frames, range), [frames, range.from.valueOf(), range.to.valueOf()]);
  const way = wayOf(frames);
  const queries = JSON.stringify(frames.map(({ refId, meta }) => [refId, meta?.executedQueryString]));
  const [further, setFurther] = useState<Further>({ queries, pages: [] });
  const [asked, setAsked] = useState<TimeRange>();
  const [error, setError] = useState<Error>();
  const own = further.queries === queries ? further.pages : NONE;
  const pages = useMemo(
    () => (own.length > 0 && isJoined(first, own, way, range) ? [first, ...own] : [first]),
    [first, own, way, range],
  );
  const rows = useMemo(
    () => sortedRows(pages, newestFirst, pages.length === 1 ? Number.NEGATIVE_INFINITY : first.from),
    [pages, newestFirst, first.from],
  );
  const isFull = rows.length >= MOST;
  const next = useMemo(
    () => (isOn && !isFull ? nextRange(pages.at(-1)!, way, range) : undefined),
    [isOn, isFull, pages, way, range],
  );

  useEffect(() => {
    if (asked === undefined || ask === undefined) return undefined;
    const control = new AbortController();
    ask(asked, control.signal)
      .then((answer) => {
        const [failure] = answer.errors;
        if (failure !== undefined) throw new Error(failure.message);
        setError(undefined);
        setFurther((before) => ({
          queries,
          // The first page of then is kept: the next one may begin later.
          pages: [
            ...(before.queries === queries && pages.length > 1 ? before.pages : pages),
            pageOf(answer.frames, asked),
          ],
        }));
      })
      .catch((reason: unknown) => !control.signal.aborted && setError(asError(reason)))
      .finally(() => !control.signal.aborted && setAsked(undefined));
    return () => control.abort();
    // One range is asked once, whatever comes meanwhile.
  }, [asked]);

  const loadMore = useCallback(() => {
    if (next === undefined) return;
    setError(undefined);
    setAsked((before) => before ?? next);
  }, [next]);
  return {
    ...{ rows, way, error, loadMore },
    hasMore: next !== undefined && ask !== undefined,
    isLoading: asked !== undefined,
  };
}

const NONE: readonly Page[] = [];

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
