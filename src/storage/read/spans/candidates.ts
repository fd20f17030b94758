import { hex } from '../../../lib/hex.js';
import type { TimeRangeNs } from '../../interface.js';
import { WideColumn } from '../../native/block-reader-columns.js';
import type { TraceSearch } from '../../span-interface.js';
import { typedLiteral } from '../../sql/typed-literal.js';
import { ALWAYS, allOf, anyOf, NEVER, type Predicate } from './predicate.js';
import type { SeenTimes } from './seen-times.js';
import type { SpanQuery } from './span-query.js';

const NS_PER_MINUTE = 60_000_000_000n;
/**
 * The newest window, which is as little as the sorting key tells apart; each further one is `WINDOW_GROWTH` times as long.
 * While nothing is found they grow faster: who wants twenty traces will need as much, and each window is a query.
 */
const FIRST_WINDOW = NS_PER_MINUTE;
const WINDOW_GROWTH = 8n;
const EMPTY_WINDOW_GROWTH = 64n;
/** Traces of the first page of a window for each that is wanted. */
const PAGE_OF_WANTED = 25;
/** How long before the range a span may start that lasts into it, and how far beyond it the rest of a trace is looked for. */
const LOOK_BACK_NS = 60n * NS_PER_MINUTE;
const LOOK_AHEAD_NS = 10n * NS_PER_MINUTE;
/** Traces that are under way at the ends of the range and looked for beyond it; of more, those that are found first. */
const MAX_CROSSING = 10_000;

/** The part of time of which a search reads spans. */
export const searchedRange = ({ start, end }: TimeRangeNs): TimeRangeNs => ({
  start: start - LOOK_BACK_NS,
  end: end + 1n + LOOK_AHEAD_NS,
});

/**
 * Ids of traces for `SpanReader.candidates`: first those that a window of time shows alone, window by window, then those
 * that only the whole range shows: traces whose spans meet the conditions in several windows, and traces that cross an
 * end of the range and meet them, in part, beyond it. There spans are read that start up to an hour before the range, or
 * ten minutes behind it.
 */
export async function* traceCandidates(
  query: SpanQuery,
  { range, required, least, wanted }: TraceSearch,
  seenTimes: Pick<SeenTimes, 'note'>,
): AsyncGenerator<readonly string[]> {
  const compiled = await query.conditions([...required, ...(least === undefined ? [] : [least.condition])]);
  const counted = least === undefined ? undefined : compiled.pop();
  const conditions = meaningful(compiled);
  // Spans that are only counted are read as well.
  const looked = counted === undefined ? conditions : [...new Set([...conditions, counted])];
  const having = looked.length > 1 ? conditions.map((condition) => `max(ifNull(${condition}, 0)) = 1`) : [];
  if (least !== undefined) {
    const spans = typedLiteral('UInt64', least.spans);
    having.push(`${looked.length === 1 ? 'count()' : `countIf(${counted})`} >= ${spans}`);
  }
  const seen = new Set<string>();
  const read = async function* (where: Predicate): AsyncGenerator<readonly string[]> {
    const all = allOf([where, anyOf(looked)]);
    for await (const page of pages(query, all, having, wanted)) {
      const ids: string[] = [];
      for (const { id, first, last } of page) {
        if (seen.has(id)) continue;
        seen.add(id);
        seenTimes.note(id, first, last);
        ids.push(id);
      }
      if (ids.length > 0) yield ids;
    }
  };
  const spans = { start: range.start, end: range.end + 1n };
  let windows = 0;
  for (const window of growingWindows(spans, () => (seen.size === 0 ? EMPTY_WINDOW_GROWTH : WINDOW_GROWTH))) {
    windows++;
    yield* read(query.startsIn(window));
  }
  const beyond = anyOf([query.startsIn({ start: searchedRange(range).start, end: spans.start }), behind(query, spans)]);
  const isMetBeyond = await hasAny(query, allOf([beyond, anyOf(conditions)]));
  const crossing = isMetBeyond ? await crossingTraces(query, spans) : [];
  if (crossing.length === 0 && (having.length === 0 || windows < 2)) return;
  const ofCrossing = crossing.length === 0 ? NEVER : allOf([beyond, traceIds(crossing)]);
  // One span is met within the range or beyond it; several may be met on both sides, and in different windows.
  yield* read(having.length === 0 ? ofCrossing : anyOf([query.startsIn(spans), ofCrossing]));
}

interface SeenTrace {
  readonly id: string;
  /** Starts of its spans that were met. */
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Traces with spans that meet a predicate, newest first: so many that those who break off early need no more, then all
 * others. A page is read whole before it is given out: whoever reads its traces needs what the engine runs at once.
 */
async function* pages(
  query: SpanQuery,
  where: Predicate,
  having: readonly Predicate[],
  wanted: number | undefined,
): AsyncGenerator<readonly SeenTrace[]> {
  const select = 'trace_id, toUnixTimestamp64Nano(min(ts)) AS first, toUnixTimestamp64Nano(max(ts)) AS last';
  const groups = `GROUP BY trace_id ${having.length === 0 ? '' : `HAVING ${having.join(' AND ')}`} ORDER BY last DESC, trace_id`;
  const firstPage = wanted === undefined ? undefined : wanted * PAGE_OF_WANTED;
  const limits = firstPage === undefined ? [''] : [`LIMIT ${firstPage}`, `LIMIT ${2 ** 53} OFFSET ${firstPage}`];
  for (const limit of limits) {
    const page: SeenTrace[] = [];
    for await (const block of query.run(select, where, `${groups} ${limit}`)) {
      const id = block.column('trace_id');
      const first = block.as('first', WideColumn);
      const last = block.as('last', WideColumn);
      for (let row = 0; row < block.rows; row++)
        page.push({ id: hex(id.bytes(row)), first: first.value(row), last: last.value(row) });
    }
    yield page;
    if (firstPage !== undefined && page.length < firstPage) return;
  }
}

async function hasAny(query: SpanQuery, where: Predicate): Promise<boolean> {
  for await (const block of query.run('1 AS found', where, 'LIMIT 1')) return block.rows > 0;
  return false;
}

/** Without what every span meets; one condition at least. */
function meaningful(compiled: readonly Predicate[]): readonly Predicate[] {
  const kept = [...new Set(compiled.filter((condition) => condition !== ALWAYS))];
  return kept.length === 0 ? [ALWAYS] : kept;
}

const behind = (query: SpanQuery, { end }: TimeRangeNs): Predicate =>
  query.startsIn({ start: end, end: end + LOOK_AHEAD_NS });

/** Traces with a span that lasts over an end of the range. */
async function crossingTraces(query: SpanQuery, { start, end }: TimeRangeNs): Promise<string[]> {
  const lastsTo = (ns: bigint): Predicate => `toUnixTimestamp64Nano(ts) + duration >= ${typedLiteral('Int64', ns)}`;
  const where = anyOf([
    allOf([query.startsIn({ start: start - LOOK_BACK_NS, end: start }), lastsTo(start)]),
    allOf([query.startsIn({ start: maximum(start, end - LOOK_BACK_NS), end }), lastsTo(end)]),
  ]);
  const ids: string[] = [];
  for await (const block of query.run('DISTINCT lower(hex(trace_id)) AS id', where, `LIMIT ${MAX_CROSSING}`)) {
    const id = block.column('id');
    for (let row = 0; row < block.rows; row++) ids.push(id.text(row));
  }
  return ids;
}

const maximum = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** A condition on `trace_id`. The ids are ours: hex digits alone. */
export const traceIds = (ids: readonly string[]): Predicate =>
  `trace_id IN (${ids.map((id) => `x'${id}'`).join(', ')})`;

/** From the end of a range back to its start. */
function* growingWindows({ start, end }: TimeRangeNs, growth: () => bigint): Generator<TimeRangeNs> {
  for (let length = FIRST_WINDOW, to = end; to > start; length *= growth()) {
    // What is left over is not left to a window of its own.
    const from = to - length * 2n < start ? start : to - length;
    yield { start: from, end: to };
    to = from;
  }
}
