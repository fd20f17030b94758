import type { Labels } from '@grafana/data';

/** Seconds since 1970 and the value as text. */
export type Point = readonly [seconds: number, value: string];

/** A native histogram: buckets of which rules, lower and upper bound, and count. */
interface HistogramValue {
  readonly count: string;
  readonly sum: string;
  readonly buckets?: readonly (readonly [rule: number, lower: string, upper: string, count: string])[];
}

export interface MatrixSeries {
  readonly metric: Labels;
  readonly values?: readonly Point[];
  readonly histograms?: readonly (readonly [seconds: number, histogram: HistogramValue])[];
}

export interface VectorSample {
  readonly metric: Labels;
  readonly value?: Point;
  readonly histogram?: readonly [seconds: number, histogram: HistogramValue];
}

export type QueryData =
  | { readonly resultType: 'matrix'; readonly result: readonly MatrixSeries[] }
  | { readonly resultType: 'vector'; readonly result: readonly VectorSample[] }
  | { readonly resultType: 'scalar' | 'string'; readonly result: Point };

/** https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
export interface Answer<T> {
  readonly status: 'success' | 'error';
  readonly data: T;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

export interface ExemplarSeries {
  readonly seriesLabels: Labels;
  readonly exemplars: readonly { readonly labels: Labels; readonly value: string; readonly timestamp: number }[];
}

const TYPES: readonly string[] = ['matrix', 'vector', 'scalar', 'string'];

/** What a range or instant query gave. Throws where the server answered something else. */
export function queryDataOf(answer: Answer<unknown> | undefined): QueryData {
  const data = answer?.data as { resultType?: unknown; result?: unknown } | null | undefined;
  if (!TYPES.includes(String(data?.resultType)) || !Array.isArray(data?.result)) {
    throw new Error('the server did not answer as Prometheus does: "data" has no result');
  }
  return data as QueryData;
}

/** The list of a metadata endpoint. Throws where the server answered something else. */
export function listOf<T>(answer: Answer<readonly T[]> | undefined): readonly T[] {
  if (!Array.isArray(answer?.data)) throw new Error('the server did not answer as Prometheus does: "data" is no list');
  return answer.data as readonly T[];
}

export const noticesOf = ({ warnings = [], infos = [] }: Answer<unknown>): readonly string[] => [...warnings, ...infos];
