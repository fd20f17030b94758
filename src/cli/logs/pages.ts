import { byTime, entriesOf, type ShownEntry } from './entry.js';
import { askRange, type LokiAnswer, type LokiServer } from './loki-answer.js';

/** Entries of one answer; more where they share one time. */
const PAGE = 1_000;
const MAX_PAGE = 5_000;

/** `start` inclusive, `end` exclusive, ns. */
export interface RangeOfEntries {
  readonly query: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly direction: 'forward' | 'backward';
  /** Of a metric query, seconds. */
  readonly step: number;
}

/** What a metric query answers instead of entries. */
export type MetricAnswer = LokiAnswer & { readonly data: Extract<LokiAnswer['data'], { resultType: 'matrix' }> };

/**
 * The entries of a range, answer by answer, in the order of the direction; at most `limit`. A metric query gives its answer
 * as it is, once.
 */
export async function* pages(
  server: LokiServer,
  { query, direction, step, ...range }: RangeOfEntries,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<readonly ShownEntry[] | MetricAnswer> {
  let { start, end } = range;
  /** Those at the end of the last page, which the next one has again. */
  let seen: readonly string[] = [];
  let left = limit;
  let size = PAGE;
  while (left > 0 && start < end) {
    const asked = Math.min(size, left + seen.length);
    const parameters = { query, direction, step: String(step), start: String(start), end: String(end) };
    const answer = await askRange(server, { ...parameters, limit: String(asked) }, signal);
    if (answer.data.resultType === 'matrix') {
      yield answer as MetricAnswer;
      return;
    }
    const page = inOrder(entriesOf(answer.data.result), direction);
    const fresh = without(page, seen).slice(0, left);
    left -= fresh.length;
    if (fresh.length > 0) yield fresh;
    const last = page.at(-1);
    if (last === undefined || page.length < asked) return;
    const sameTime = page.filter(({ ns }) => ns === last.ns);
    if (sameTime.length === page.length) {
      if (size >= MAX_PAGE) throw new Error(`over ${MAX_PAGE} entries have the time ${last.ns}: they cannot be paged`);
      size = MAX_PAGE;
    } else {
      size = Math.min(PAGE + sameTime.length, MAX_PAGE);
    }
    seen = sameTime.map(keyOf);
    if (direction === 'backward') end = last.ns + 1n;
    else start = last.ns;
  }
}

const keyOf = ({ ns, labels, line }: ShownEntry): string => JSON.stringify([String(ns), labels, line]);

/** Stable: what the answer has for one time keeps its order. */
const inOrder = (entries: ShownEntry[], direction: RangeOfEntries['direction']): ShownEntry[] =>
  entries.sort(direction === 'forward' ? byTime : (a, b) => byTime(b, a));

function without(page: readonly ShownEntry[], seen: readonly string[]): ShownEntry[] {
  const left = new Map<string, number>();
  for (const key of seen) left.set(key, (left.get(key) ?? 0) + 1);
  return page.filter((entry) => {
    if (left.size === 0) return true;
    const key = keyOf(entry);
    const count = left.get(key) ?? 0;
    if (count === 0) return true;
    if (count === 1) left.delete(key);
    else left.set(key, count - 1);
    return false;
  });
}
