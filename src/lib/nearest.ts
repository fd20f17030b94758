/** The number of single-character edits (insert, delete, replace, swap of neighbours) between two short words. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** Words longer than this are never close to a known one, and comparing them would cost time. */
const LONGEST = 100;

/**
 * The known word that was most likely meant: the one with the fewest edits, if these are at most a third of the longer
 * word. Case, `-` and `_` do not count.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const wanted = plain(word);
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const other = plain(candidate);
    const most = Math.floor(Math.max(wanted.length, other.length) / 3);
    if (Math.abs(wanted.length - other.length) > most) continue;
    const edits = editDistance(wanted, other);
    if (edits <= most && edits < fewest) {
      fewest = edits;
      best = candidate;
    }
  }
  return best;
}
