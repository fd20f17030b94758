import { NICE } from './nice.js';

/**
 * Settings of the embedded server, as ClickHouse's XML configuration: sizes that suit a program which shares its machine,
 * rather than a server that owns one. https://clickhouse.com/docs/operations/server-configuration-parameters/settings.
 */
export function serverConfig(memoryLimit: number): string {
  // Caches of marks and indexes keep those of parts that were merged away until they are full, so with every insert they
  // grow to their bound: it must be one that a laptop bears, and need not be more for what is read again and again.
  const cache = (share: number, mostMiB: number): number =>
    Math.floor(Math.min(Math.max(4 << 20, memoryLimit * share), mostMiB << 20));
  const settings: Readonly<Record<string, number>> = {
    max_server_memory_usage: memoryLimit,
    mark_cache_size: cache(1 / 16, 48),
    index_mark_cache_size: cache(1 / 64, 12),
    primary_index_cache_size: cache(1 / 32, 24),
    query_condition_cache_size: cache(1 / 128, 16),
    compiled_expression_cache_size: cache(1 / 128, 16),
    uncompressed_cache_size: 0,
    index_uncompressed_cache_size: 0,
    vector_similarity_index_cache_size: 0,
    mmap_cache_size: 0,
    // Without CAP_SYS_NICE ClickHouse leaves its threads as they are, here and for each statement.
    os_threads_nice_value_merge_mutate: NICE.merge,
    background_pool_size: 2,
    background_merges_mutations_concurrency_ratio: 2,
    background_move_pool_size: 1,
    background_fetches_pool_size: 1,
    background_common_pool_size: 1,
    background_schedule_pool_size: 2,
    max_thread_pool_size: 500,
    max_thread_pool_free_size: 8,
  };
  const lines = Object.entries(settings).map(([name, value]) => `  <${name}>${value}</${name}>`);
  // With fewer merge slots than these defaults ClickHouse would refuse every mutation and large merge.
  const mergeTree = [
    'number_of_free_entries_in_pool_to_execute_mutation',
    'number_of_free_entries_in_pool_to_lower_max_size_of_merge',
    'number_of_free_entries_in_pool_to_execute_optimize_entire_partition',
  ].map((name) => `    <${name}>1</${name}>`);
  return `<clickhouse>\n${lines.join('\n')}\n  <merge_tree>\n${mergeTree.join('\n')}\n  </merge_tree>\n</clickhouse>\n`;
}
