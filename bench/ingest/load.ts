import type { Dialect } from '../../src/config/dialects.js';

/** A request's body, encoded and compressed as its protocol asks. */
export interface Body {
  readonly bytes: Buffer;
  /** Log entries, samples or spans in it. */
  readonly items: number;
  /** Bytes of what it carries: a log line's own bytes; for samples and spans the body before compression. */
  readonly rawBytes: number;
}

/** One kind of load: where it is sent, and bodies without end that differ from each other. */
export interface Load {
  readonly dialect: Dialect;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The table that its rows come to stand in. */
  readonly table: string;
  /** What figures of it count by: GB of raw bytes, or million items. */
  readonly per: 'GB' | 'million';
  /** How much is sent, in that unit. */
  readonly amount: number;
  readonly bodies: () => Generator<Body>;
}

/**
 * Where the data begins: midnight of yesterday, UTC. So no receiver finds it too old or in the future, and all of it
 * lies on one day.
 */
export function firstTime(): number {
  const day = 86_400_000;
  return Math.floor(Date.now() / day) * day - day;
}
