import { askSource } from '../ask';
import { readNumber } from '../frames';

export type Labels = Readonly<Record<string, string>>;

/** A value of an instant query; NaN and infinities as the engine has them. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Times in ms since 1970, rising. */
export interface Course {
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

interface Answer {
  readonly data: {
    readonly resultType: string;
    readonly result: readonly {
      readonly metric?: Labels;
      readonly value?: readonly [number, string];
      readonly values?: readonly (readonly [number, string])[];
    }[];
  };
}

/** What speaks Prometheus' HTTP API for queries, below its proxy path; Loki answers in the same shapes. */
const QUERY_PATHS = { prometheus: 'api/v1', loki: 'loki/api/v1' } as const;

export type Engine = keyof typeof QUERY_PATHS;

/** The values of `query` at a moment, ms. Throws ApiError. */
export async function askInstant(
  engine: Engine,
  query: string,
  atMs: number,
  signal: AbortSignal,
): Promise<readonly Sample[]> {
  const asked = { query, time: String(atMs / 1000) };
  const { data } = await askSource<Answer>(engine, `${QUERY_PATHS[engine]}/query`, asked, { isForm: true, signal });
  if (data.resultType === 'scalar') {
    return [{ labels: {}, value: readNumber((data.result as unknown as readonly [number, string])[1]) }];
  }
  return data.result.map(({ metric = {}, value }) => ({ labels: metric, value: readNumber(value?.[1] ?? 'NaN') }));
}

/** The course of `query` from one moment to another, both ms and inclusive. Throws ApiError. */
export async function askCourse(
  engine: Engine,
  query: string,
  { fromMs, toMs, stepMs }: { fromMs: number; toMs: number; stepMs: number },
  signal: AbortSignal,
): Promise<readonly Course[]> {
  const asked = { query, start: String(fromMs / 1000), end: String(toMs / 1000), step: String(stepMs / 1000) };
  const path = `${QUERY_PATHS[engine]}/query_range`;
  const { data } = await askSource<Answer>(engine, path, asked, { isForm: true, signal });
  return data.result.map(({ metric = {}, values = [] }) => ({
    labels: metric,
    times: values.map(([seconds]) => seconds * 1000),
    values: values.map(([, text]) => readNumber(text)),
  }));
}
