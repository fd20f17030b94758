import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { callJson } from '../api/http';
import { askSource, type Parameters } from '../data/ask';
import { useTime } from '../time/time-context';

/** `GET /api/quartet/v1/status`. Sizes in bytes, times in ms since 1970. */
export interface ProgramStatus {
  readonly version: string;
  readonly node: string;
  readonly startedMs: number;
  readonly uptimeMs: number;
  readonly isHealthy: boolean;
  readonly parts: readonly { readonly name: string; readonly isHealthy: boolean; readonly problem?: string }[];
  readonly listeners: readonly {
    readonly dialect: string;
    readonly title: string;
    readonly address: string;
    readonly port: number;
  }[];
  readonly engine: { readonly kind: string; readonly version: string; readonly dataDir: string };
  readonly memory: {
    readonly limit: number;
    readonly plan: Readonly<Record<string, number>>;
    readonly used: Readonly<Record<'rss' | 'heapUsed' | 'heapTotal' | 'external', number>>;
  };
}

export interface Count {
  readonly total: number;
  readonly lastMinute: number;
}

/** `GET /api/quartet/v1/status/ingestion`. */
export interface IngestionStatus {
  readonly windowSeconds: number;
  readonly receivers: readonly {
    readonly receiver: string;
    readonly signal: string;
    readonly tenant: string;
    readonly items: Count;
    readonly bytes: Count;
    readonly refused: Count & { readonly reasons: Readonly<Record<string, number>> };
  }[];
  readonly requests: readonly {
    readonly dialect: string;
    readonly route: string;
    readonly requests: Count;
    readonly failed: Count;
  }[];
}

interface Totals {
  readonly bytes: number;
  readonly uncompressedBytes: number;
  readonly rows: number;
  readonly parts: number;
}

export interface SignalStorage extends Totals {
  /** null: all is kept. */
  readonly retentionMs: number | null;
  readonly growthBytesPerDay: number;
  readonly days: readonly {
    readonly day: string;
    readonly bytes: number;
    readonly rows: number;
    readonly parts: number;
  }[];
  readonly tables: readonly (Totals & { readonly table: string })[];
}

/** `GET /api/quartet/v1/status/storage`. */
export interface StorageStatus extends Totals {
  readonly disk: {
    readonly freeBytes: number;
    readonly totalBytes: number;
    readonly warnFreeBytes: number;
    readonly refuseFreeBytes: number;
  };
  readonly growthBytesPerDay: number;
  readonly daysUntilFull: number | null;
  readonly signals: Readonly<Record<string, SignalStorage>>;
}

export interface LoggedQuery {
  readonly tenant: string;
  readonly text: string;
  readonly language: string;
  readonly kind: string;
  readonly startedMs: number;
  readonly durationMs: number;
  readonly read?: Readonly<Record<string, number>>;
  /** Of those that have ended. */
  readonly outcome?: string;
  readonly error?: string;
}

/** `GET /api/quartet/v1/status/queries`. */
interface QueriesStatus {
  readonly thresholdMs: number;
  readonly running: readonly LoggedQuery[];
  readonly slow: readonly LoggedQuery[];
}

/** `GET /api/quartet/v1/status/config`. */
interface ConfigStatus {
  readonly settings: readonly {
    readonly key: string;
    readonly flag: string;
    readonly description: string;
    readonly value?: string;
    readonly source: string;
  }[];
}

interface Answers {
  readonly '': ProgramStatus;
  readonly '/ingestion': IngestionStatus;
  readonly '/storage': StorageStatus;
  readonly '/queries': QueriesStatus;
  readonly '/config': ConfigStatus;
}

/** One of the program's own answers about itself, asked anew with each refresh of the page. */
export function useStatus<P extends keyof Answers>(path: P) {
  const { tick } = useTime();
  return useQuery({
    queryKey: ['status', path, tick],
    queryFn: ({ signal }) => callJson<Answers[P]>(`/api/quartet/v1/status${path}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** What has most values, in the page's time: `GET /api/quartet/v1/status/cardinality/…`. */
export function useCardinality<T>(kind: 'logs' | 'traces') {
  const { range, tick } = useTime();
  const query = { start: Math.round(range.from.valueOf()), end: Math.round(range.to.valueOf()) };
  return useQuery({
    queryKey: ['status', 'cardinality', kind, query, tick],
    queryFn: ({ signal }) => callJson<T>(`/api/quartet/v1/status/cardinality/${kind}`, { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** A figure that one of the dialects tells. */
export function useDialect<T>(uid: string, path: string, query: Parameters = {}) {
  const { tick } = useTime();
  return useQuery({
    queryKey: ['status', uid, path, query, tick],
    queryFn: ({ signal }) => askSource<T>(uid, path, query, { signal }),
    placeholderData: keepPreviousData,
  });
}
