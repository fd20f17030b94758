import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';

interface DiffSpan {
  /** Places among siblings, from the root down. Of added and changed spans in the right trace, of removed ones in the left. */
  readonly path: readonly number[];
  readonly service: string;
  readonly name: string;
}

export interface DiffChange {
  readonly op: 'add' | 'remove' | 'modify';
  readonly target:
    | { readonly type: 'field'; readonly name: string }
    | { readonly type: 'attribute'; readonly scope: string; readonly key: string };
  readonly before?: unknown;
  readonly after?: unknown;
}

type Signal = 'increased' | 'decreased' | 'unchanged';

/** The two forms of https://grafana.com/docs/tempo/latest/api_docs/#trace-diff, as far as they are shown. */
export interface TracePatch {
  readonly stats: {
    readonly matchedSpans: number;
    readonly modifiedSpans: number;
    readonly addedSpans: number;
    readonly removedSpans: number;
  };
  readonly modified: readonly { readonly span: DiffSpan; readonly changes: readonly DiffChange[] }[];
  readonly added: readonly { readonly span: DiffSpan }[];
  readonly removed: readonly { readonly span: DiffSpan }[];
}

export interface DiffSummary {
  readonly signals: {
    readonly traceLatency: Signal;
    readonly errors: Signal;
    readonly spanCount: Signal;
    readonly structure: 'changed' | 'unchanged';
  };
  /** How far the two are the same work, 0 to 1. */
  readonly trust: { readonly matchedSpanRatio: number };
}

const PATH = '/api/datasources/proxy/uid/tempo/api/v2/traces/diff';

/** What makes the right trace out of the left one. */
export const useTraceDiff = (left: string, right: string) =>
  useQuery({
    queryKey: ['trace diff', left, right],
    queryFn: async ({ signal }) => {
      const ask = <T>(format: string) =>
        callJson<T>(PATH, { body: { base: { traceId: left }, compare: { traceId: right }, format }, signal });
      const [patch, summary] = await Promise.all([
        ask<TracePatch>('trace-patch-v0'),
        ask<DiffSummary>('trace-summary-v0-native'),
      ]);
      return { patch, summary };
    },
    retry: false,
  });
