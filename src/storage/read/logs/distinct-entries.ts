import type { LogEntry } from '../../interface.js';

/**
 * A sender that repeats a push after a time-out may store an entry twice; it is still one. Those of a stream and time must
 * stand side by side. `before`: entries of the first one's time that came earlier.
 */
export function withoutRepeats<T extends LogEntry>(entries: readonly T[], before: readonly LogEntry[] = []): T[] {
  const distinct: T[] = [];
  let earlier = before;
  for (let start = 0, end = 0; start < entries.length; start = end, earlier = []) {
    const first = entries[start]!;
    while (end < entries.length && isSame(entries[end]!, first)) end++;
    const known = earlier[0] !== undefined && isSame(earlier[0], first) ? earlier : [];
    if (end - start === 1 && known.length === 0) {
      distinct.push(first);
      continue;
    }
    const seen = new Set(known.map(contentOf));
    for (const entry of entries.slice(start, end)) {
      const content = contentOf(entry);
      if (!seen.has(content)) distinct.push(entry);
      seen.add(content);
    }
  }
  return distinct;
}

/** The entries at the end of a batch that are of its last stream and time. */
export function lastRun(batch: readonly LogEntry[]): readonly LogEntry[] {
  const last = batch.at(-1)!;
  let first = batch.length - 1;
  while (first > 0 && isSame(batch[first - 1]!, last)) first--;
  return batch.slice(first);
}

/** Whether two entries are of one stream and time. The labels of a stream are one object. */
const isSame = (a: LogEntry, b: LogEntry): boolean => a.ns === b.ns && a.labels === b.labels;

const contentOf = ({ line, metadata }: LogEntry): string => JSON.stringify([line, metadata]);
