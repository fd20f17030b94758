import { labelPredicate } from '../../../lib/label-predicate.js';
import type { LabelMatcher } from '../../../storage/interface.js';
import { meaningError } from '../../parse-error.js';

/** Values longer than this are judged anew each time, and no more than so many are remembered. */
const MAX_LENGTH = 256;
const MAX_REMEMBERED = 1000;

/**
 * Whether a label's value meets a matcher; a missing label has the empty value. Regular expressions match the whole value.
 * Throws `invalid_argument` for a pattern that is none.
 */
export function compileCondition({ op, value }: LabelMatcher): (value: string) => boolean {
  try {
    const holds = labelPredicate(op, value);
    return op === '=' || op === '!=' ? holds : remembering(holds);
  } catch (error) {
    throw meaningError((error as Error).message);
  }
}

/** The values of a label come again and again, and a regular expression takes its time. */
function remembering(holds: (value: string) => boolean): (value: string) => boolean {
  const known = new Map<string, boolean>();
  return (value) => {
    if (value.length > MAX_LENGTH) return holds(value);
    let answer = known.get(value);
    if (answer === undefined) {
      if (known.size === MAX_REMEMBERED) known.clear();
      answer = holds(value);
      known.set(value, answer);
    }
    return answer;
  };
}
