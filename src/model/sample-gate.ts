import type { SeriesRef } from './series.js';

/** Says why something is not stored. The text is made only when it is shown. */
export type Refusal = () => string;

/** Judges the rows of one request of one tenant while they are decoded; `undefined` means that a row may be stored. */
export interface SampleGate {
  /** To be asked once for each run of rows of a series: a series that passes counts as written to. */
  series(ref: SeriesRef): Refusal | undefined;
  /** About a sample or histogram at `ms` of a series that passed. */
  time(ref: SeriesRef, ms: number): Refusal | undefined;
}
