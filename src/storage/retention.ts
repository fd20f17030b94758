import { MS_PER_DAY } from '../model/series.js';
import type { Engine } from './engine/engine.js';
import type { QueryLimits } from './interface.js';
import type { Topology } from './schema/ddl.js';

/** How long each signal is kept, ms; undefined means for ever. */
export interface RetentionPeriods {
  readonly metrics?: number;
  readonly logs?: number;
  readonly traces?: number;
}

/** The tables of a signal, and how the names of their partitions give the day (days since 1970). */
export const SIGNAL_TABLES: Readonly<Record<keyof RetentionPeriods, Readonly<Record<string, PartitionDay>>>> = {
  metrics: {
    metric_samples: 'calendar',
    metric_histograms: 'calendar',
    metric_exemplars: 'calendar',
    metric_series: 'number',
  },
  logs: { log_entries: 'calendar', log_streams: 'number' },
  traces: { spans: 'calendar', span_resources: 'number', span_attributes: 'number' },
};

/** `calendar` is YYYYMMDD, `number` the day itself. */
type PartitionDay = 'calendar' | 'number';

const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 128 << 20 };

/**
 * Drops the partitions that lie wholly before `now` less the period of their signal. A day's partition goes when its last
 * moment is too old, so data is kept for up to a day longer than asked. Returns the partitions dropped, `table/partition`.
 */
export async function applyRetention(
  engine: Engine,
  topology: Topology,
  periods: RetentionPeriods,
  nowMs: number,
): Promise<string[]> {
  const dropped: string[] = [];
  const onCluster = topology.cluster === undefined ? '' : ` ON CLUSTER '${topology.cluster}'`;
  for (const [signal, tables] of Object.entries(SIGNAL_TABLES) as [
    keyof RetentionPeriods,
    Record<string, PartitionDay>,
  ][]) {
    const period = periods[signal];
    if (period === undefined) continue;
    const firstDayKept = Math.floor((nowMs - period) / MS_PER_DAY);
    for (const [name, kind] of Object.entries(tables)) {
      const table = topology.cluster === undefined ? name : `${name}_local`;
      for (const partition of await partitions(engine, topology, table)) {
        if (partitionDay(partition, kind) >= firstDayKept) continue;
        await engine.command(`ALTER TABLE ${topology.database}.${table}${onCluster} DROP PARTITION ID {id:String}`, {
          id: partition,
        });
        dropped.push(`${name}/${partition}`);
      }
    }
  }
  return dropped;
}

async function partitions(engine: Engine, topology: Topology, table: string): Promise<string[]> {
  const ids: string[] = [];
  const source =
    topology.cluster === undefined ? 'system.parts' : `clusterAllReplicas('${topology.cluster}', system.parts)`;
  const sql = `SELECT DISTINCT partition_id FROM ${source} WHERE active AND database = {database:String} AND table = {table:String}`;
  for await (const block of engine.query(sql, { database: topology.database, table }, LIMITS)) {
    const column = block.column('partition_id');
    for (let i = 0; i < block.rows; i++) ids.push(column.text(i));
  }
  return ids;
}

/** The day of a partition, days since 1970. */
export function partitionDay(id: string, kind: PartitionDay): number {
  if (kind === 'number') return Number(id);
  return Math.floor(Date.UTC(Number(id.slice(0, 4)), Number(id.slice(4, 6)) - 1, Number(id.slice(6, 8))) / MS_PER_DAY);
}
