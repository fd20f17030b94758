import { keepPreviousData, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useTime } from '../../time/time-context';
import { askCourse, askInstant, type Course, type Engine, type Sample } from './ask-samples';

/** A query of PromQL, or of LogQL where the engine says so. */
export type Question = string | { readonly engine: Engine; readonly query: string };

/** The answers by the questions' names; empty until they are there and where they failed. */
export interface Answers<K extends string, T> {
  readonly of: Readonly<Record<K, readonly T[]>>;
  /** Whether nothing has been answered yet. */
  readonly isPending: boolean;
  readonly isFetching: boolean;
  /** What failed, by name. */
  readonly errors: Readonly<Partial<Record<K, Error>>>;
}

/** ms that answers of former times are kept: the time moves on with each refresh. */
const KEPT_MS = 60_000;
/** Points of a course: enough for a chart of 120 px. */
const POINTS = 60;
const LEAST_STEP_MS = 15_000;

const parts = (question: Question) =>
  typeof question === 'string' ? { engine: 'prometheus' as const, query: question } : question;

/** Length of the page's time range, s; a minute at least, so that rates have something to look at. */
export function useRangeSeconds(): number {
  const { range } = useTime();
  return Math.max(60, Math.round((range.to.valueOf() - range.from.valueOf()) / 1000));
}

/** Asks all at the end of the page's time range. */
export function useSamples<K extends string>(questions: Readonly<Record<K, Question>>): Answers<K, Sample> {
  const at = useTime().range.to.valueOf();
  return useAnswers(questions, ['instant', at], (engine, query, signal) => askInstant(engine, query, at, signal));
}

/** Asks all over the page's time range, in steps for small charts. */
export function useCourses<K extends string>(questions: Readonly<Record<K, Question>>): Answers<K, Course> {
  const { range } = useTime();
  const span = courseSpan(range.from.valueOf(), range.to.valueOf());
  return useAnswers(questions, ['course', span.fromMs, span.toMs], (engine, query, signal) =>
    askCourse(engine, query, span, signal),
  );
}

/** Aligned to the step, so that the engine's cache serves what was asked before. ms. */
export function courseSpan(fromMs: number, toMs: number): { fromMs: number; toMs: number; stepMs: number } {
  const stepMs = Math.max(LEAST_STEP_MS, Math.ceil((toMs - fromMs) / POINTS / LEAST_STEP_MS) * LEAST_STEP_MS);
  return { fromMs: Math.floor(fromMs / stepMs) * stepMs, toMs: Math.floor(toMs / stepMs) * stepMs, stepMs };
}

function useAnswers<K extends string, T>(
  questions: Readonly<Record<K, Question>>,
  key: readonly unknown[],
  ask: (engine: Engine, query: string, signal: AbortSignal) => Promise<readonly T[]>,
): Answers<K, T> {
  const names = Object.keys(questions) as K[];
  const results = useQueries({
    queries: names.map((name) => {
      const { engine, query } = parts(questions[name]);
      return {
        queryKey: [...key, engine, query],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(engine, query, signal),
        placeholderData: keepPreviousData,
        gcTime: KEPT_MS,
      };
    }),
  }) as UseQueryResult<readonly T[], Error>[];
  const of = {} as Record<K, readonly T[]>;
  const errors: Partial<Record<K, Error>> = {};
  for (const [index, name] of names.entries()) {
    of[name] = results[index]!.data ?? [];
    const { error } = results[index]!;
    if (error !== null) errors[name] = error;
  }
  return {
    of,
    errors,
    isPending: results.every(({ isPending }) => isPending),
    isFetching: results.some(({ isFetching }) => isFetching),
  };
}
