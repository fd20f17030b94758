import { MS_PER_DAY } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../interface.js';
import { WideColumn } from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';
import { literal } from '../sql/literal.js';

/** Which streams of a tenant, on which days or at which times. */
export interface StreamSelection {
  readonly tenant: Tenant;
  /** A condition on `log_streams`, its values in its text. */
  readonly streams: string;
  readonly range: TimeRangeNs;
}

/** Which entries go. */
export interface EntrySelection extends StreamSelection {
  /** A condition on `line`. */
  readonly lines: string;
}

/** Streams that one statement deletes from. */
const STREAMS_AT_ONCE = 10_000;
/** Selections of streams that one statement forgets. */
const SELECTIONS_AT_ONCE = 100;

const LIMITS: QueryLimits = { timeoutMs: 600_000, maxMemory: 256 << 20, isLarge: true };

/**
 * Deletes log entries by lightweight deletes, which hide rows at once, then takes them off the disk. Each statement makes
 * the engine look at every part of the table, so there are few: one for some thousands of streams, whatever their days.
 */
export class EntryDeletion {
  constructor(
    private readonly engine: Pick<Engine, 'query' | 'command'>,
    private readonly topology: Topology,
  ) {}

  /** Whether there are such streams on the days of the range. */
  async hasStreams(selection: StreamSelection): Promise<boolean> {
    return this.isAny('log_streams', ofDays(selection));
  }

  /**
   * Deletes what is selected; true when it is off the disk. Between its steps it asks `isCancelled`, and then leaves the
   * rest as it is. The label sets of the streams stay.
   */
  async delete(selections: readonly EntrySelection[], isCancelled: () => boolean = () => false): Promise<boolean> {
    let waiting: string[] = [];
    let streams = 0;
    let isTouched = false;
    const flush = async () => {
      if (waiting.length > 0) await this.deleteWhere('log_entries', waiting.join(' OR '));
      waiting = [];
      streams = 0;
    };
    for (const selection of selections) {
      for await (const ids of this.streamsOf(selection)) {
        if (isCancelled()) return false;
        const condition = entriesOf(selection, ids);
        if (!(await this.isAny('log_entries', condition))) continue;
        isTouched = true;
        waiting.push(`(${condition})`);
        streams += ids.length;
        if (streams >= STREAMS_AT_ONCE) await flush();
      }
    }
    await flush();
    if (isTouched) {
      await this.engine.command(
        `ALTER TABLE ${this.target('log_entries')} APPLY DELETED MASK SETTINGS mutations_sync = 1`,
      );
    }
    return true;
  }

  /** Takes away the label sets of the days of the ranges. */
  async forgetStreams(selections: readonly StreamSelection[]): Promise<void> {
    for (let at = 0; at < selections.length; at += SELECTIONS_AT_ONCE) {
      const conditions = selections.slice(at, at + SELECTIONS_AT_ONCE).map((selection) => `(${ofDays(selection)})`);
      await this.deleteWhere('log_streams', conditions.join(' OR '));
    }
  }

  private async *streamsOf(selection: StreamSelection): AsyncGenerator<bigint[]> {
    if (selection.range.start >= selection.range.end) return;
    const sql =
      `SELECT DISTINCT id FROM ${this.topology.database}.log_streams WHERE ${ofDays(selection)} ` +
      `AND id > {after:UInt64} ORDER BY id LIMIT ${STREAMS_AT_ONCE}`;
    // The id 0 is as good as impossible.
    for (let after = 0n; ; ) {
      const ids: bigint[] = [];
      for await (const block of this.engine.query(sql, { after }, LIMITS)) {
        const id = block.as('id', WideColumn);
        for (let row = 0; row < block.rows; row++) ids.push(id.value(row));
      }
      if (ids.length === 0) return;
      yield ids;
      after = ids.at(-1)!;
    }
  }

  private async isAny(table: string, condition: string): Promise<boolean> {
    const sql = `SELECT 1 AS found FROM ${this.topology.database}.${table} WHERE ${condition} LIMIT 1`;
    let isThere = false;
    for await (const block of this.engine.query(sql, {}, LIMITS)) isThere ||= block.rows > 0;
    return isThere;
  }

  private async deleteWhere(table: string, condition: string): Promise<void> {
    await this.engine.command(`DELETE FROM ${this.target(table)} WHERE ${condition}`);
  }

  private target(table: string): string {
    const { database, cluster } = this.topology;
    return cluster === undefined ? `${database}.${table}` : `${database}.${table}_local ON CLUSTER '${cluster}'`;
  }
}

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;

/** A condition on `log_streams`. */
function ofDays({ tenant, streams, range }: StreamSelection): string {
  const first = range.start / NS_PER_DAY;
  const last = (range.end - 1n) / NS_PER_DAY;
  return `tenant = ${literal(tenant)} AND day >= ${literal(first)} AND day <= ${literal(last)} AND (${streams})`;
}

/** A condition on `log_entries`. */
function entriesOf({ tenant, range, lines }: EntrySelection, ids: readonly bigint[]): string {
  return (
    `tenant = ${literal(tenant)} AND id IN ${literal(ids)} AND ts >= fromUnixTimestamp64Nano(${literal(range.start)}) ` +
    `AND ts < fromUnixTimestamp64Nano(${literal(range.end)}) AND (${lines})`
  );
}
