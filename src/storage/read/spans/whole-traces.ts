import { hex } from '../../../lib/hex.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { Tenant } from '../../../model/tenant.js';
import type { FoundMinutes, TraceMinutes } from '../../recent/trace-minutes.js';
import { traceIds } from './candidates.js';
import type { Predicate } from './predicate.js';
import type { SeenTimes, Times } from './seen-times.js';

/** Reads the spans that meet a predicate, trace by trace. */
export type ReadTraces = (where: Predicate) => AsyncIterable<readonly StoredSpan[]>;

/** As many traces are looked for everywhere by the filter on their ids; with more it lets too many granules through. */
const MAX_FILTERED = 32;
/** Traces of one query. */
const MAX_AT_ONCE = 1_000;
const NS_PER_MINUTE = 60_000_000_000n;
/** The second look goes as far around what was seen, on both sides. */
const WIDE_MINUTES = 60n;

/** The minutes in which a trace (its id in hex) stands. */
type MinutesOf = (id: string) => FoundMinutes | undefined;

export const minutesOfTraces =
  (minutes: TraceMinutes, tenant: Tenant): MinutesOf =>
  (id) =>
    minutes.of(tenant, Buffer.from(id, 'hex'));

/**
 * Whole traces by their ids. Those whose minutes are known are read from there. Of the others a few are looked for at all
 * times, as are those of which nobody knows a time. Many are first looked for in the minutes around the times at which they
 * were seen. Those that then lack a parent, or whose spans last beyond these minutes, are looked for again: everywhere where
 * they are few, an hour around where they are many. So of many at once a span is missed only where it starts more than a
 * minute after everything else of its trace has ended, or more than an hour from where the trace was seen.
 */
export async function* wholeTraces(
  read: ReadTraces,
  ids: readonly string[],
  times: Pick<SeenTimes, 'of'>,
  minutesOf?: MinutesOf,
): AsyncGenerator<readonly StoredSpan[]> {
  let distinct = [...new Set(ids.filter((id) => /^[0-9a-f]{32}$/.test(id)))];
  if (minutesOf !== undefined) {
    const left: string[] = [];
    for (const some of chunks(distinct, MAX_AT_ONCE)) yield* knownTraces(read, some, minutesOf, left);
    distinct = left;
  }
  const isMany = distinct.length > MAX_FILTERED;
  const known = isMany ? distinct.filter((id) => times.of(id) !== undefined) : [];
  const everywhere = isMany ? distinct.filter((id) => times.of(id) === undefined) : distinct;
  const incomplete = new Set(known);
  for (const some of chunks(known, MAX_AT_ONCE)) {
    const looked = new Map(some.map((id) => [id, around(times.of(id)!, 1n)]));
    for await (const spans of read(inMinutes(looked))) {
      const id = hex(spans[0]!.traceId);
      if (!isWhole(spans, looked.get(id)!)) continue;
      incomplete.delete(id);
      yield spans;
    }
  }
  if (incomplete.size <= MAX_FILTERED * 4) everywhere.push(...incomplete);
  else {
    for (const some of chunks([...incomplete], MAX_AT_ONCE))
      yield* read(inMinutes(new Map(some.map((id) => [id, around(times.of(id)!, WIDE_MINUTES)]))));
  }
  const atOnce = everywhere.length <= MAX_FILTERED * 4 ? MAX_FILTERED : MAX_AT_ONCE;
  for (const some of chunks(everywhere, atOnce)) yield* read(traceIds(some));
}

/** The traces whose minutes say where all of their spans are; the ids of the others go to `left`. */
async function* knownTraces(
  read: ReadTraces,
  ids: readonly string[],
  minutesOf: MinutesOf,
  left: string[],
): AsyncGenerator<readonly StoredSpan[]> {
  const looked = new Map<string, FoundMinutes>();
  for (const id of ids) {
    const found = minutesOf(id);
    if (found === undefined || !isKnown(found)) left.push(id);
    else if (found.minutes.length > 0) looked.set(id, found);
  }
  if (looked.size === 0) return;
  const pairs = [...looked].flatMap(([id, { minutes }]) => minutes.map((minute) => pairOf(minute * 60, id)));
  const unread = new Set(looked.keys());
  for await (const spans of read(anyPair(pairs))) {
    const id = hex(spans[0]!.traceId);
    if (!seesAll(looked.get(id)!) && !hasParents(spans)) continue;
    unread.delete(id);
    yield spans;
  }
  for (const id of unread) if (!seesAll(looked.get(id)!)) left.push(id);
}

const seesAll = ({ from }: FoundMinutes): boolean => from === undefined;

/** Whether all spans can be in these minutes: none is near to what is not known. */
function isKnown(found: FoundMinutes): boolean {
  const { minutes, from = Number.NEGATIVE_INFINITY } = found;
  const [first] = minutes;
  if (first === undefined) return seesAll(found);
  return minutes.length <= MAX_KNOWN_MINUTES && first >= from + Number(WIDE_MINUTES);
}

/** Longer traces are read as if nothing was known of them. */
const MAX_KNOWN_MINUTES = 10;

const around = ({ first, last }: Times, minutes: bigint): Times => ({
  first: (first / NS_PER_MINUTE - minutes) * NS_PER_MINUTE,
  last: (last / NS_PER_MINUTE + minutes + 1n) * NS_PER_MINUTE - 1n,
});

/** Pairs of minute and id, which are the sorting key; where they would be too many, minutes and ids apart. */
function inMinutes(looked: ReadonlyMap<string, Times>): Predicate {
  const pairs: string[] = [];
  let first = 2n ** 63n;
  let last = -first;
  for (const [id, times] of looked) {
    if (times.first < first) first = times.first;
    if (times.last > last) last = times.last;
    for (let ns = times.first; ns < times.last && pairs.length <= MAX_PAIRS; ns += NS_PER_MINUTE)
      pairs.push(pairOf(ns / 1_000_000_000n, id));
  }
  if (pairs.length <= MAX_PAIRS) return anyPair(pairs);
  const bounds = `ts >= fromUnixTimestamp64Nano(${first}, 'UTC') AND ts <= fromUnixTimestamp64Nano(${last}, 'UTC')`;
  return `${bounds} AND ${traceIds([...looked.keys()])}`;
}

const MAX_PAIRS = 10_000;

/** `second`: the start of a minute, since 1970. */
const pairOf = (second: bigint | number, id: string): string => `(${second}, x'${id}')`;

const anyPair = (pairs: readonly string[]): Predicate => `(toStartOfMinute(ts), trace_id) IN (${pairs.join(', ')})`;

/** Whether nothing says that there is more of a trace than what was read of these times. */
function isWhole(spans: readonly StoredSpan[], { last }: Times): boolean {
  return spans.every(({ startNs, durationNs }) => startNs + durationNs <= last) && hasParents(spans);
}

function hasParents(spans: readonly StoredSpan[]): boolean {
  const ids = new Set(spans.map(({ spanId }) => hex(spanId)));
  return spans.every(({ parentId }) => {
    const parent = hex(parentId);
    return parent === NO_PARENT || ids.has(parent);
  });
}

const NO_PARENT = '0'.repeat(16);

function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}
