import type { Labels } from '@grafana/data';

/** What an entry has besides its line: structured metadata, and labels that a parser of the query found. */
interface EntryLabels {
  readonly structuredMetadata?: Labels;
  readonly parsed?: Labels;
}

/** ns since 1970 as text, the line, and with "categorize-labels" what belongs to it. */
type Entry = readonly [ns: string, line: string, labels?: EntryLabels];

export interface Stream {
  readonly stream: Labels;
  readonly values: readonly Entry[];
}

export interface LokiAnswer {
  readonly status: string;
  readonly data?: {
    readonly resultType?: string;
    readonly result?: unknown;
    readonly stats?: { readonly summary?: Readonly<Record<string, unknown>> };
  };
  readonly warnings?: readonly string[];
}

/** Asks Loki to tell a stream's labels from structured metadata and parsed labels. */
export const CATEGORIZED = { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' };
