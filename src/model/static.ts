/**
 * Values of span attributes and of TraceQL, each with its type.
 * https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/
 */

/** int64s beyond 2^53 are bigints; both compare rightly with each other. */
export type Integer = number | bigint;

export type Static =
  | { readonly type: 'nil' }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'int'; readonly value: Integer }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  /** ns. */
  | { readonly type: 'duration'; readonly value: Integer }
  | { readonly type: 'status'; readonly value: StatusName }
  | { readonly type: 'kind'; readonly value: KindName }
  /** All elements have one type. */
  | {
      readonly type: 'array';
      readonly element: 'string' | 'int' | 'float' | 'bool';
      readonly values: readonly Static[];
    };

export type StaticType = Static['type'];

/** In the order of OTLP's enum, whose numbers are stored. */
export const STATUS_NAMES = ['unset', 'ok', 'error'] as const;
export type StatusName = (typeof STATUS_NAMES)[number];

/** In the order of OTLP's enum, whose numbers are stored. */
export const KIND_NAMES = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
export type KindName = (typeof KIND_NAMES)[number];
