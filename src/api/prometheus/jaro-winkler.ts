/** A common beginning counts for so much of what is missing to 1, for each of at most four characters. */
const PREFIX_WEIGHT = 0.1;
const MAX_PREFIX = 4;

/**
 * How alike two texts are, from 0 (nothing in common) to 1 (the same): Jaro's measure, raised by Winkler's for a common
 * beginning. https://en.wikipedia.org/wiki/Jaro%E2%80%93Winkler_distance
 */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(a, b);
  let prefix = 0;
  while (prefix < MAX_PREFIX && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}

function jaroSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  // Characters match when they are the same and not further apart than this.
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const usedInB = new Uint8Array(b.length);
  const matchesOfA: string[] = [];
  for (let i = 0; i < a.length; i++) {
    const last = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (usedInB[j] === 1 || a[i] !== b[j]) continue;
      usedInB[j] = 1;
      matchesOfA.push(a[i]!);
      break;
    }
  }
  const matches = matchesOfA.length;
  if (matches === 0) return 0;
  const matchesOfB = [...usedInB.keys()].filter((j) => usedInB[j] === 1).map((j) => b[j]!);
  const swapped = matchesOfA.filter((char, i) => char !== matchesOfB[i]).length / 2;
  return (matches / a.length + matches / b.length + (matches - swapped) / matches) / 3;
}
