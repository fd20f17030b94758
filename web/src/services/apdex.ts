import type { Sample } from '../data/samples/ask-samples';

/** Seconds within which a user is satisfied: https://www.apdex.org (Application Performance Index, Technical Specification). */
const SATISFIED_SECONDS = 0.5;
const TOLERATING_FACTOR = 4;

export interface Apdex {
  /** 0 to 1. */
  readonly score: number;
  /** Seconds: the histogram's bound that is nearest above the one wished for. */
  readonly satisfied: number;
  readonly tolerating: number;
}

/**
 * (satisfied + tolerating / 2) / all. `buckets` are calls that did not fail, cumulative, each with its `le`; failed ones
 * count as frustrated. Undefined where there were no calls, or where no bound of the histogram serves.
 */
export function apdexOf(buckets: readonly Sample[], allCalls: number): Apdex | undefined {
  const bounds = buckets
    .map(({ labels, value }) => ({ le: Number(labels.le === '+Inf' ? Infinity : labels.le), value }))
    .sort((a, b) => a.le - b.le);
  const within = bounds.find(({ le }) => le >= SATISFIED_SECONDS);
  if (!(allCalls > 0) || within === undefined || within.le === Infinity) return undefined;
  const nearly = bounds.find(({ le }) => le >= within.le * TOLERATING_FACTOR) ?? within;
  return {
    score: Math.min(1, (within.value + nearly.value) / 2 / allCalls),
    satisfied: within.le,
    tolerating: nearly.le,
  };
}
