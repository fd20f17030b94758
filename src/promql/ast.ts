import type { LabelMatcher } from '../storage/interface.js';

/** Where an expression stands in the query: UTF-16 offsets, `end` exclusive. */
interface Position {
  readonly start: number;
  readonly end: number;
}

/** `name{label="value", …}`: an instant vector selector. Its matchers include the one on `__name__`. */
export interface VectorSelector {
  readonly kind: 'vector-selector';
  readonly matchers: readonly LabelMatcher[];
  readonly position: Position;
}

export type Expression = VectorSelector;
