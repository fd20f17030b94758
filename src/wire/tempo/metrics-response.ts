import type { TempoAttribute } from './static-value.js';

/** `tempopb.QueryRangeResponse` in JSON. https://grafana.com/docs/tempo/latest/api_docs/#traceql-metrics */
export interface QueryRangeResponse {
  readonly series: readonly RangeSeries[];
  /** `PARTIAL` where series were left out. */
  readonly status?: 'PARTIAL';
  readonly message?: string;
  readonly metrics: object;
}

interface RangeSeries {
  readonly labels: readonly TempoAttribute[];
  readonly samples: readonly { readonly timestampMs: string; readonly value?: number | string }[];
  readonly exemplars?: readonly Exemplar[];
}

interface Exemplar {
  readonly labels: readonly TempoAttribute[];
  readonly value?: number | string;
  readonly timestampMs: string;
}

/** `tempopb.QueryInstantResponse`. */
export interface QueryInstantResponse {
  readonly series?: readonly { readonly labels: readonly TempoAttribute[]; readonly value?: number | string }[];
  readonly status?: 'PARTIAL';
  readonly message?: string;
  readonly metrics: object;
}
