import type { LabelMatcher } from '../storage/interface.js';

/** `{label="value", …}`: the streams that a query reads. */
export interface StreamSelector {
  readonly kind: 'stream-selector';
  readonly matchers: readonly LabelMatcher[];
}

export type Expression = StreamSelector;
