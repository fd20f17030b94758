import { LRUCache } from 'lru-cache';
import { labelPredicate } from '../../../lib/label-predicate.js';
import { QuartetError } from '../../../model/errors.js';
import type { LabelMatcher } from '../../interface.js';

/** Whether a label's value, empty where it is missing, meets a matcher. */
export type LabelCondition = (value: string) => boolean;

/** Values of which the outcome is remembered, for each pattern: regular expressions are slow, and values come again. */
const MAX_OUTCOMES = 50_000;
const MAX_PATTERNS = 200;

/** Conditions of matchers; those with a pattern are compiled once and remember what they said of a value. */
export class LabelConditions {
  private readonly known = new LRUCache<string, LabelCondition>({ max: MAX_PATTERNS });

  /** Throws `invalid_argument` for a pattern that is none. */
  of({ op, value }: LabelMatcher): LabelCondition {
    if (op === '=' || op === '!=') return labelPredicate(op, value);
    let condition = this.known.get(op + value);
    if (condition === undefined) {
      condition = remembering(compiled(op, value));
      this.known.set(op + value, condition);
    }
    return condition;
  }
}

function compiled(op: LabelMatcher['op'], value: string): LabelCondition {
  try {
    return labelPredicate(op, value);
  } catch (error) {
    throw new QuartetError('invalid_argument', (error as Error).message);
  }
}

function remembering(condition: LabelCondition): LabelCondition {
  const outcomes = new Map<string, boolean>();
  return (value) => {
    let outcome = outcomes.get(value);
    if (outcome === undefined) {
      outcome = condition(value);
      if (outcomes.size < MAX_OUTCOMES) outcomes.set(value, outcome);
    }
    return outcome;
  };
}
