import type { Topology } from './ddl.js';

const COLUMN = 'ADD COLUMN IF NOT EXISTS late UInt8 DEFAULT 1 CODEC(ZSTD(1))';
const INDEX = 'ADD INDEX IF NOT EXISTS late_rows late TYPE minmax GRANULARITY 4';

/**
 * `late` is 0 for an entry that was newer than all of its stream when it was written, so that an equal one can only have
 * come after it, and is late itself. Of entries that were written before there was the column nobody knows.
 */
export function lateEntries({ database, cluster }: Topology): string[] {
  if (cluster === undefined) return [`ALTER TABLE ${database}.log_entries ${COLUMN}, ${INDEX}`];
  const onCluster = ` ON CLUSTER '${cluster}'`;
  return [
    `ALTER TABLE ${database}.log_entries_local${onCluster} ${COLUMN}, ${INDEX}`,
    `ALTER TABLE ${database}.log_entries${onCluster} ${COLUMN}`,
  ];
}
