import type { DataFrame, TimeRange } from '@grafana/data';
import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import type { Target } from '../../data/source';
import { sourceOf } from '../../data/sources';
import { useTime } from '../../time/time-context';
import { fillQuery } from '../../variables/fill-query';
import { replacerOf } from '../../variables/interpolate';
import { useSettledVariables } from '../../variables/variables-context';
import type { Annotation } from '../model/dashboard';
import { namesIn } from '../view/use-text';
import { annotationFrame, isForPanel } from './annotation-frame';

/** Points over the whole range: an event is not found more exactly. */
const POINTS = 500;

export interface RunAnnotation {
  readonly annotation: Annotation;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly count: number;
}

export interface RunAnnotations {
  readonly list: readonly RunAnnotation[];
  /** The marks of a panel, by its id; the same list until they change. */
  readonly of: (panelId: number) => readonly DataFrame[];
}

/** The events of the annotations that are on, in the page's time. */
export function useAnnotations(uid: string, annotations: readonly Annotation[]): RunAnnotations {
  const { range, tick, timeZone } = useTime();
  const names = useMemo(() => namesIn(annotations), [annotations]);
  const { variables, isReady } = useSettledVariables(names);
  const key = [range.from.valueOf(), range.to.valueOf(), tick];
  const results = useQueries({
    queries: annotations.map((annotation) => ({
      queryKey: ['annotation', uid, annotation, [...variables.values()], ...key],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const replace = replacerOf({ variables, range, timeZone });
        return annotationFrame(annotation, await eventsOf(uid, annotation, range, replace, signal));
      },
      enabled: isReady,
      placeholderData: (before: DataFrame | undefined) => before,
      structuralSharing: false,
    })),
  });
  const frames = useStableList(results.map(({ data }) => data));
  const ofPanel = useMemo(() => byPanel(annotations, frames), [annotations, frames]);
  return {
    list: annotations.map((annotation, i) => ({
      annotation,
      isLoading: results[i]?.isFetching === true,
      error: results[i]?.error ?? null,
      count: frames[i]?.length ?? 0,
    })),
    of: useCallback((panelId) => ofPanel(panelId), [ofPanel]),
  };
}

async function eventsOf(
  uid: string,
  annotation: Annotation,
  range: TimeRange,
  replace: ReturnType<typeof replacerOf>,
  signal: AbortSignal,
) {
  const { datasource } = annotation;
  const given = typeof datasource === 'string' ? datasource : datasource?.uid;
  const real = given === undefined ? undefined : replace(given);
  const source = sourceOf(real === undefined || real === given ? datasource : real);
  const query = { dashboardUID: uid, ...fillQuery(annotation, source.type, replace), refId: 'Anno' } as Target;
  const intervalMs = Math.max(1000, (range.to.valueOf() - range.from.valueOf()) / POINTS);
  return source.annotations(query, { targets: [], range, intervalMs, maxDataPoints: POINTS, scopedVars: {}, signal });
}

function byPanel(annotations: readonly Annotation[], frames: readonly (DataFrame | undefined)[]) {
  const found = new Map<string, readonly DataFrame[]>();
  return (panelId: number): readonly DataFrame[] => {
    const shown = annotations.map((annotation) => isForPanel(annotation, panelId));
    const key = String(shown);
    const known = found.get(key);
    if (known !== undefined) return known;
    const list = frames.filter((frame, i): frame is DataFrame => frame !== undefined && frame.length > 0 && shown[i]!);
    found.set(key, list);
    return list;
  };
}

/** The list of before while its members are the same. */
function useStableList<T>(list: readonly T[]): readonly T[] {
  const kept = useRef(list);
  const isSame = kept.current.length === list.length && list.every((one, i) => one === kept.current[i]);
  if (!isSame) kept.current = list;
  return kept.current;
}
