import { LRUCache } from 'lru-cache';
import type { Tenant } from '../../model/tenant.js';
import type { WriteTimes } from '../../storage/write-times.js';
import { lastTime, type StepGrid, timeAt } from '../../vector/step-grid.js';
import { cut, cutGrid, detached, type Extent, extentBytes, join } from './extent.js';

/** Steps of one day stand in one entry. */
const INTERVAL = 86_400_000;

export interface ResultsCacheOptions {
  /** Bytes that the kept answers may take. */
  readonly maxBytes: number;
  readonly writes: WriteTimes;
  /** Steps younger than this are not kept, ms: 0 where every write goes through `writes`. */
  readonly freshness: number;
  readonly now: () => number;
}

/** A query whose steps may be kept; `query` is its text. */
export interface CachedQuery {
  readonly tenant: Tenant;
  readonly query: string;
  readonly lookback: number;
  readonly grid: StepGrid;
}

interface Entry extends Extent {
  /** All writes up to here are in it. */
  readonly sequence: number;
}

/** Evaluates the steps of a grid. `keep`: whether its steps may be kept. */
export type EvaluateGrid = (grid: StepGrid) => Promise<{ readonly extent: Extent; readonly keep: boolean }>;

/**
 * Keeps the steps of range queries, so that a dashboard that comes again evaluates the new ones only. A step is served as
 * long as no sample was written at or before its time since it was evaluated, so no answer is ever older than the data.
 */
export class ResultsCache {
  /** Steps asked for and steps served from here, and the queries that had some. */
  readonly steps = { asked: 0, served: 0 };
  readonly queries = { asked: 0, served: 0 };
  private readonly entries: LRUCache<string, Entry>;

  constructor(private readonly options: ResultsCacheOptions) {
    this.entries = new LRUCache<string, Entry>({
      maxSize: options.maxBytes,
      maxEntrySize: Math.ceil(options.maxBytes / 8),
      sizeCalculation: (entry, key) => extentBytes(entry) + key.length,
    });
  }

  get bytes(): number {
    return this.entries.calculatedSize;
  }

  async answer(query: CachedQuery, evaluate: EvaluateGrid): Promise<Extent> {
    const { grid } = query;
    const { sequence } = this.options.writes;
    const kept = this.kept(query);
    this.steps.asked += grid.count;
    for (const part of kept) this.steps.served += part.grid.count;
    this.queries.asked++;
    if (kept.length > 0) this.queries.served++;
    const parts = [...kept];
    for (const missing of gaps(grid, kept)) {
      const { extent, keep } = await evaluate(missing);
      parts.push(extent);
      if (keep) this.keep(query, extent, sequence);
    }
    return join(parts, grid);
  }

  /** What is kept of the query's steps and still true, in order of time. */
  private kept(query: CachedQuery): Extent[] {
    const { grid } = query;
    const parts: Extent[] = [];
    for (const day of days(grid)) {
      const entry = this.current(query, day);
      const part = entry && cut(entry, grid.start, lastTime(grid));
      if (part !== undefined) parts.push(part);
    }
    return parts;
  }

  /** The entry of a day, brought up to date: without the steps that later writes may have changed. */
  private current(query: CachedQuery, day: number): Entry | undefined {
    const { writes } = this.options;
    const key = keyOf(query, day);
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    const { sequence } = writes;
    const earliest = writes.earliestSince(query.tenant, entry.sequence);
    const valid = cut(entry, entry.grid.start, Math.ceil(earliest) - 1);
    if (valid === undefined) {
      this.entries.delete(key);
      return undefined;
    }
    const current = { ...valid, sequence };
    this.entries.set(key, current);
    return current;
  }

  private isTooLarge(extent: Extent): boolean {
    return extentBytes(extent) > this.entries.maxEntrySize;
  }

  private keep(query: CachedQuery, extent: Extent, sequence: number): void {
    const newest =
      this.options.freshness === 0 ? Number.POSITIVE_INFINITY : this.options.now() - this.options.freshness;
    for (const day of days(extent.grid)) {
      const [from, to] = [day * INTERVAL, Math.min((day + 1) * INTERVAL - 1, newest)];
      const grid = cutGrid(extent.grid, from, to);
      // Copies would hold the event loop only to be turned away.
      if (grid === undefined || this.isTooLarge({ grid, series: extent.series })) continue;
      const part = cut(extent, from, to)!;
      const before = this.current(query, day);
      const whole = before === undefined ? part : (adjoined(before, part) ?? part);
      if (this.isTooLarge(whole)) continue;
      const entry = detached(whole);
      // What was written while this was evaluated may be missing in it, but not in what was there before.
      this.entries.set(keyOf(query, day), {
        ...entry,
        sequence: before === undefined ? sequence : Math.min(sequence, before.sequence),
      });
    }
  }
}

/** Both as one where one ends a step before the other begins; undefined where they do not meet. */
function adjoined(a: Extent, b: Extent): Extent | undefined {
  const [first, second] = a.grid.start < b.grid.start ? [a, b] : [b, a];
  const { start, step, count } = first.grid;
  if (timeAt(first.grid, count) !== second.grid.start) return undefined;
  return join([first, second], { start, step, count: count + second.grid.count });
}

/** The runs of steps that no part has. `parts` are in order of time. */
function gaps(grid: StepGrid, parts: readonly Extent[]): StepGrid[] {
  const missing: StepGrid[] = [];
  let at = 0;
  for (const { grid: part } of parts) {
    const first = Math.round((part.start - grid.start) / grid.step);
    if (first > at) missing.push({ start: timeAt(grid, at), step: grid.step, count: first - at });
    at = first + part.count;
  }
  if (at < grid.count) missing.push({ start: timeAt(grid, at), step: grid.step, count: grid.count - at });
  return missing;
}

function days(grid: StepGrid): number[] {
  const found = new Set<number>();
  for (let step = 0; step < grid.count; step++) found.add(Math.floor(timeAt(grid, step) / INTERVAL));
  return [...found];
}

const keyOf = ({ tenant, query, lookback, grid }: CachedQuery, day: number): string =>
  [tenant, day, grid.step, ((grid.start % grid.step) + grid.step) % grid.step, lookback, query].join('\n');
