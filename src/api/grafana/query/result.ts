import type { Frame } from './frame.js';

/** What one query or expression of a request gave. One that failed has `error` and no frames. */
export interface Result {
  readonly status: number;
  readonly frames: readonly Frame[];
  readonly error?: string;
}
