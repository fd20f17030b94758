import type { Labels } from './labels.js';

/**
 * Attributes as they are read back: keys and values in turn, each value with its type as the first character
 * (`AttributeTag`).
 */
export type StoredAttributes = readonly string[];

/** A span as it is read back: what a row of `SpanBatch` holds. */
export interface StoredSpan {
  /** The resource and its scope under the names of `RESOURCE_LABELS`. */
  readonly resource: Labels;
  /** 16 bytes. */
  readonly traceId: Uint8Array;
  /** 8 bytes. */
  readonly spanId: Uint8Array;
  /** 8 bytes; zeros mean a root. */
  readonly parentId: Uint8Array;
  readonly name: string;
  /** Numbers of OTLP's enums. */
  readonly kind: number;
  readonly status: number;
  readonly statusMessage: string;
  /** ns since 1970. */
  readonly startNs: bigint;
  /** ns. */
  readonly durationNs: bigint;
  readonly traceState: string;
  readonly flags: number;
  /** How many attributes, events and links the sender dropped. */
  readonly dropped: { readonly attributes: number; readonly events: number; readonly links: number };
  readonly attributes: StoredAttributes;
  readonly events: readonly StoredEvent[];
  readonly links: readonly StoredLink[];
}

export interface StoredEvent {
  /** ns since 1970. */
  readonly ns: bigint;
  readonly name: string;
  readonly attributes: StoredAttributes;
}

export interface StoredLink {
  /** 16 bytes. */
  readonly traceId: Uint8Array;
  /** 8 bytes. */
  readonly spanId: Uint8Array;
  readonly traceState: string;
  readonly attributes: StoredAttributes;
}
