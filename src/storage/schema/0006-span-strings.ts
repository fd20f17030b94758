import type { Topology } from './ddl.js';

/**
 * Texts of spans lie in the parts that are written from now on as one stream, each behind its length. ClickHouse's default
 * keeps lengths in a stream of their own: two more files for each attribute, longer on disk, and slower to scan.
 * https://clickhouse.com/docs/operations/settings/merge-tree-settings#string_serialization_version
 */
export function spanStrings({ database, cluster }: Topology): string[] {
  const setting = "MODIFY SETTING string_serialization_version = 'single_stream'";
  return cluster === undefined
    ? [`ALTER TABLE ${database}.spans ${setting}`]
    : [`ALTER TABLE ${database}.spans_local ON CLUSTER '${cluster}' ${setting}`];
}
