/**
 * Characters that the names and values of an exemplar's labels may have together.
 * https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md#exemplars
 */
export const MAX_EXEMPLAR_CHARACTERS = 128;

/** How many characters (not UTF-16 units) the texts have together. */
export function countCharacters(texts: readonly string[]): number {
  let count = 0;
  for (const text of texts) for (const _ of text) count++;
  return count;
}
