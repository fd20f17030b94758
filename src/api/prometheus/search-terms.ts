import { jaroWinkler } from './jaro-winkler.js';

export const FUZZY_ALGORITHMS = ['subsequence', 'jarowinkler'] as const;

/** How candidates are held against the terms of a search. */
export interface TermOptions {
  readonly algorithm: (typeof FUZZY_ALGORITHMS)[number];
  /** The least score, from 0 to 1, of a candidate that does not contain a term as it is. */
  readonly threshold: number;
  readonly isCaseSensitive: boolean;
}

/** How well a candidate meets the best of the terms, from 0 to 1; undefined where it meets none. Without terms: 1. */
export function termScorer(terms: readonly string[], options: TermOptions): (candidate: string) => number | undefined {
  if (terms.length === 0) return () => 1;
  const folded = (text: string) => (options.isCaseSensitive ? text : text.toLowerCase());
  const wanted = terms.map(folded);
  const score = options.algorithm === 'jarowinkler' ? jaroWinkler : subsequenceScore;
  return (candidate) => {
    const text = folded(candidate);
    let best: number | undefined;
    for (const term of wanted) {
      const found = score(term, text);
      if (found > (best ?? 0) && (found >= options.threshold || text.includes(term))) best = found;
    }
    return best;
  };
}

/**
 * 1 for the same text; else how many of the candidate's characters, from the first that matches to the last, the term's
 * characters are, when they come in their order. 0 where they do not.
 */
function subsequenceScore(term: string, text: string): number {
  if (term === text || term === '') return 1;
  const at = text.indexOf(term);
  if (at >= 0) return at === 0 ? 0.95 : 0.9;
  const start = text.indexOf(term[0]!);
  let position = start;
  for (let i = 1; i < term.length && position >= 0; i++) position = text.indexOf(term[i]!, position + 1);
  return start < 0 || position < 0 ? 0 : 0.8 * (term.length / (position - start + 1));
}
