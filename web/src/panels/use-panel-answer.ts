import {
  type DataTransformerConfig,
  type InterpolateFunction,
  rangeUtil,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SourceRef } from '../data/sources';
import { useTime } from '../time/time-context';
import { type AskRange, usePanelEnvironment } from './panel-environment';
import { askedTargets } from './panel-expressions';
import { type PanelAnswer, type PanelTarget, runQueries, transformed } from './run-panel';

export interface PanelQuestion {
  readonly targets: readonly PanelTarget[];
  readonly datasource: SourceRef;
  readonly range: TimeRange;
  /** Points that fit the panel. */
  readonly maxDataPoints: number;
  /** Least interval as text, `''` for none. */
  readonly minInterval: string;
  readonly scopedVars: ScopedVars;
  readonly transformations: readonly DataTransformerConfig[];
  readonly replaceVariables: InterpolateFunction;
  /** False while it is not to be asked: nothing is in sight, or the width is not known. */
  readonly isAsked: boolean;
}

export interface AnswerState {
  /** The latest there is, also while the next is on its way. */
  readonly answer: PanelAnswer | undefined;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly askRange: AskRange;
}

/** How long an answer that no panel shows is kept, ms: long enough to scroll back or to turn a page. */
const KEPT_MS = 60_000;

/**
 * The answer of a panel's queries with its transformations. Panels that ask the same in one tick of the page's time share
 * one answer; requests end when the last of them goes.
 */
export function usePanelAnswer(question: PanelQuestion): AnswerState {
  const { targets, datasource, range, maxDataPoints, minInterval, scopedVars, replaceVariables, isAsked } = question;
  const { tick } = useTime();
  const { framesOfPanel } = usePanelEnvironment();
  const intervalMs = intervalOf(range, maxDataPoints, minInterval);
  const shown = useMemo(() => askedTargets(targets, datasource), [targets, datasource]);
  const run = (asked: TimeRange, signal: AbortSignal) =>
    runQueries({
      targets: shown,
      datasource: datasource ?? null,
      range: asked,
      intervalMs,
      maxDataPoints,
      scopedVars,
      replaceVariables,
      framesOfPanel,
      signal,
    });
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: [
      'panel',
      replaceVariables(JSON.stringify([shown, datasource ?? null]), scopedVars, 'raw'),
      Math.floor(range.from.valueOf() / 1000),
      Math.floor(range.to.valueOf() / 1000),
      intervalMs,
      tick,
    ],
    queryFn: ({ signal }) => run(range, signal),
    enabled: isAsked && shown.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    structuralSharing: false,
  });
  const answer = useTransformed(data, question);
  const latest = useRef({ run, question });
  latest.current = { run, question };
  const askRange = useCallback<AskRange>(
    async (asked, signal) => transformed(await latest.current.run(asked, signal), latest.current.question),
    [],
  );
  const isLoading = isFetching || (data !== undefined && answer === undefined);
  return { answer, isLoading, error, retry: () => void refetch(), askRange };
}

function intervalOf(range: TimeRange, maxDataPoints: number, minInterval: string): number {
  const lowest = minInterval.trim().replace(/^>\s*/, '');
  try {
    return rangeUtil.calculateInterval(range, Math.max(1, maxDataPoints), lowest || undefined).intervalMs;
  } catch {
    return rangeUtil.calculateInterval(range, Math.max(1, maxDataPoints)).intervalMs;
  }
}

function useTransformed(data: PanelAnswer | undefined, question: PanelQuestion): PanelAnswer | undefined {
  const { transformations, replaceVariables } = question;
  const [done, setDone] = useState<PanelAnswer>();
  const isNeeded = transformations.length > 0;
  useEffect(() => {
    if (data === undefined || !isNeeded) return undefined;
    let isGone = false;
    transformed(data, { transformations, replaceVariables }).then((answer) => !isGone && setDone(answer));
    return () => {
      isGone = true;
    };
  }, [data, isNeeded, transformations, replaceVariables]);
  return isNeeded ? done : data;
}
