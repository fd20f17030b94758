import type { Topology } from './ddl.js';

const INDEX = 'label_values';

/**
 * A filter over the values of streams' labels: who asks for one trace among a million streams reads the few granules that
 * may hold its id, and not the labels of all streams. It takes a byte or two for each stream.
 * https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#bloom-filter
 */
export function streamLabelValues({ database, cluster }: Topology): string[] {
  const table =
    cluster === undefined ? `${database}.log_streams` : `${database}.log_streams_local ON CLUSTER '${cluster}'`;
  return [
    `ALTER TABLE ${table} ADD INDEX IF NOT EXISTS ${INDEX} mapValues(labels) TYPE bloom_filter(0.01) GRANULARITY 1`,
    `ALTER TABLE ${table} MATERIALIZE INDEX ${INDEX}`,
  ];
}
