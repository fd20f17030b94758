import type { AnnotationEvent, DataFrame, MetricFindValue, ScopedVars, TimeRange } from '@grafana/data';

/** The kinds of data that Quartet has, by Grafana's names of their data sources. */
export type SourceType = 'prometheus' | 'loki' | 'tempo' | 'alertmanager' | 'grafana';

/** One query of a panel as it stands in a dashboard's JSON, its variables already replaced. */
export interface Target {
  readonly refId: string;
  readonly hide?: boolean;
  readonly datasource?: { readonly type?: string; readonly uid?: string } | null;
  readonly [field: string]: unknown;
}

export interface SourceRequest {
  readonly targets: readonly Target[];
  readonly range: TimeRange;
  /** Step that fits the panel's width, ms; a query's own minimum may raise it. */
  readonly intervalMs: number;
  readonly maxDataPoints: number;
  readonly scopedVars: ScopedVars;
  readonly signal: AbortSignal;
}

/** What one target gave. A failed one has `error` and no frames; others of the same request are not touched by it. */
export interface TargetAnswer {
  readonly refId: string;
  /** In the shapes of Grafana's own data sources, `refId` and `meta` set. */
  readonly frames: readonly DataFrame[];
  readonly error?: Error;
  /** Warnings and infos of the engine. */
  readonly notices?: readonly string[];
}

/** A kind of data behind `/api/datasources/proxy/uid/<uid>`. Safe to call at once; `signal` ends the HTTP requests. */
export interface DataSource {
  readonly type: SourceType;
  readonly uid: string;
  query(request: SourceRequest): Promise<readonly TargetAnswer[]>;
  /** The values of a query variable: `label_values(up, job)`, or the object of newer dashboards. */
  variableValues(query: unknown, range: TimeRange, signal: AbortSignal): Promise<readonly MetricFindValue[]>;
  /** Events of an annotation query of a dashboard. */
  annotations(query: Target, request: SourceRequest): Promise<readonly AnnotationEvent[]>;
}
