/**
 * What few spans have, as JSON in one column (`details`), empty for all others: each column of its own would cost every
 * small insert and merge, also where all of its values are empty.
 */
export interface SpanDetails {
  readonly traceState?: string;
  /** How many attributes, events and links the sender dropped. */
  readonly dropped?: readonly [attributes: number, events: number, links: number];
  readonly links?: readonly SpanLinkDetails[];
}

export interface SpanLinkDetails {
  /** Ids in hex. */
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  /** Keys and tagged values in turn (`model/attributes.ts`). */
  readonly attributes: readonly string[];
}
