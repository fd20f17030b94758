import type { QueryLimits } from '../interface.js';
import type { Block } from '../native/block-reader.js';

/**
 * Values for the placeholders of a query, written `{name:Type}` in the SQL outside of quotes. A string stands for any type
 * that is written as text there (String, DateTime64 …); a list stands for an Array. Whoever writes the SQL need not care
 * how they get there: bound, or as literals of that type (`sql/inlined.ts`).
 */
export type QueryParams = Readonly<
  Record<string, string | number | bigint | boolean | readonly (string | number | bigint)[]>
>;

/**
 * A ClickHouse, wherever it runs. All methods may be called at once by many; an engine bounds what runs at a time and
 * who waits for it. The same SQL goes to every engine.
 *
 * Errors are `QuartetError`s: `unavailable` (with `retryAfter`) while the engine is gone, cannot be reached, or has no
 * disk left; `resource_exhausted` (with `retryAfter`) when too many calls wait; `timeout` and `limit_exceeded` for a
 * query over its limits; `canceled` when its signal was aborted; `invalid_argument` for rows or a pattern that
 * ClickHouse refuses; `internal` for SQL that it does not understand.
 */
export interface Engine {
  /** Opens or connects; rejects with `unavailable`. */
  start(): Promise<void>;

  /** Waits for running work, then closes. Later calls reject with `unavailable`. */
  stop(): Promise<void>;

  /**
   * The blocks of a query's answer as they come, those without rows left out. Nothing runs before the first block is
   * asked for. Breaking off the loop cancels the query.
   */
  query(sql: string, params: QueryParams, limits: QueryLimits): AsyncIterable<Block>;

  /**
   * Inserts finished Native blocks (concatenated; each starts with its own header) into a table; durable when it
   * resolves, provided that the table has `fsync_after_insert` set. `structure` lists the columns that the blocks
   * carry: `name Type, …`. The bytes must not change before it settles. After a rejection some of the rows may be
   * stored, and after `unavailable` all of them: with a `token` the same blocks may be inserted again under it, and
   * tables with a deduplication window keep one copy.
   */
  insert(table: string, structure: string, blocks: readonly Uint8Array[], token?: string): Promise<void>;

  /** DDL and other statements without an answer. Without limits it may take as long as it needs. */
  command(sql: string, params?: QueryParams, limits?: QueryLimits): Promise<void>;

  /** False while the engine is gone; calls then reject with `unavailable` and `retryAfter`. */
  readonly ready: boolean;
}
