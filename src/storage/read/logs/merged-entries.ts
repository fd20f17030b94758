import type { Labels } from '../../../model/labels.js';
import type { LogEntry } from '../../interface.js';
import { withoutRepeats } from './distinct-entries.js';
import type { PendingEntries } from './pending-entries.js';

/** Entries of the tables, in order of time, and those that may be there or not, as one. `streams`: their labels by id. */
export async function* mergedEntries(
  stored: AsyncIterable<readonly LogEntry[]>,
  pending: PendingEntries,
  order: 'forward' | 'backward',
  streams: ReadonlyMap<bigint, Labels>,
): AsyncGenerator<readonly LogEntry[]> {
  const ids = new Map([...streams].map(([id, labels]) => [labels, id]));
  const sign = order === 'backward' ? -1 : 1;
  const inOrder = (a: LogEntry, b: LogEntry): number =>
    a.ns === b.ns ? compare(ids.get(a.labels)!, ids.get(b.labels)!) : sign * compare(a.ns, b.ns);
  for await (const page of stored) {
    const { ns } = page.at(-1)!;
    const beside = pending.isEmpty ? [] : [...upTo(pending, order, ns)].flat();
    yield beside.length === 0 ? page : withoutRepeats([...page, ...beside].sort(inOrder));
  }
  yield* order === 'backward' ? pending.newestFrom(EARLIEST) : pending.oldestBefore(LATEST);
}

const upTo = (pending: PendingEntries, order: 'forward' | 'backward', ns: bigint): Generator<LogEntry[]> =>
  order === 'backward' ? pending.newestFrom(ns) : pending.oldestBefore(ns + 1n);

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const EARLIEST = -(2n ** 63n);
const LATEST = 2n ** 63n;
