import { labelPredicate } from '../../lib/label-predicate.js';

/** Texts of which the verdict is remembered: the same names come again and again. */
const MAX_JUDGED = 1_000;

/** Whether a text matches an RE2 pattern from end to end; the dot matches newlines too. Throws for a pattern that is none. */
export function anchoredMatcher(pattern: string): (text: string) => boolean {
  const matches = labelPredicate('=~', pattern);
  const judged = new Map<string, boolean>();
  return (text) => {
    let verdict = judged.get(text);
    if (verdict === undefined) {
      verdict = matches(text);
      if (judged.size < MAX_JUDGED) judged.set(text, verdict);
    }
    return verdict;
  };
}
