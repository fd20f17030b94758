import { createTable, type TableDefinition, type Topology } from './ddl.js';

/**
 * Every signal's rows refer to a label set by its id; the label sets stand once a day in a table beside it, so that
 * retention drops both by the same partitions and a lookup by time range knows who was there on those days.
 */
const labelSets = (name: string, nameColumn: string): TableDefinition => ({
  name,
  columns: [
    'tenant LowCardinality(String)',
    `${nameColumn} LowCardinality(String)`,
    'id UInt64 CODEC(ZSTD(1))',
    'day Int32 CODEC(ZSTD(1))',
    'labels Map(LowCardinality(String), String) CODEC(ZSTD(1))',
  ],
  engine: 'ReplacingMergeTree',
  partitionBy: 'day',
  orderBy: `(tenant, ${nameColumn}, id)`,
  shardBy: 'id',
});

const TIME_MS = "ts DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1))";
const METRIC_KEY = [
  'tenant LowCardinality(String)',
  'name LowCardinality(String)',
  'id UInt64 CODEC(ZSTD(1))',
  TIME_MS,
];
/**
 * Two hours of all series of a name stand together: a short read takes few places of each series' day, and a series' run in a
 * bucket is still long enough to compress well.
 */
const BY_SERIES = {
  engine: 'MergeTree',
  partitionBy: 'toYYYYMMDD(ts)',
  orderBy: '(tenant, name, toStartOfInterval(ts, toIntervalHour(2)), id, ts)',
  shardBy: 'id',
} as const;

const tables: readonly TableDefinition[] = [
  {
    name: 'store_properties',
    columns: ['name String', 'value String'],
    engine: 'ReplacingMergeTree',
    orderBy: 'name',
    shardBy: 'cityHash64(name)',
  },
  labelSets('metric_series', 'name'),
  labelSets('log_streams', 'service'),
  labelSets('span_resources', 'service'),
  {
    name: 'metric_metadata',
    columns: [
      'tenant LowCardinality(String)',
      'family String',
      'type LowCardinality(String)',
      'help String',
      'unit LowCardinality(String)',
      "updated DateTime64(3, 'UTC')",
    ],
    engine: 'ReplacingMergeTree(updated)',
    orderBy: '(tenant, family)',
    shardBy: 'cityHash64(family)',
  },
  { name: 'metric_samples', columns: [...METRIC_KEY, 'value Float64 CODEC(Delta(8), ZSTD(3))'], ...BY_SERIES },
  {
    name: 'metric_histograms',
    columns: [
      ...METRIC_KEY,
      'schema Int32 CODEC(ZSTD(1))',
      'reset_hint UInt8 CODEC(ZSTD(1))',
      'is_float UInt8 CODEC(ZSTD(1))',
      'zero_threshold Float64 CODEC(ZSTD(1))',
      'zero_count Float64 CODEC(ZSTD(1))',
      'count Float64 CODEC(ZSTD(1))',
      'sum Float64 CODEC(ZSTD(1))',
      'positive_spans Array(Int32) CODEC(ZSTD(1))',
      'positive_counts Array(Float64) CODEC(ZSTD(1))',
      'negative_spans Array(Int32) CODEC(ZSTD(1))',
      'negative_counts Array(Float64) CODEC(ZSTD(1))',
      'custom_values Array(Float64) CODEC(ZSTD(1))',
    ],
    ...BY_SERIES,
  },
  {
    name: 'metric_exemplars',
    columns: [
      ...METRIC_KEY,
      'value Float64 CODEC(ZSTD(1))',
      'labels Map(LowCardinality(String), String) CODEC(ZSTD(1))',
    ],
    ...BY_SERIES,
  },
  {
    name: 'log_entries',
    columns: [
      'tenant LowCardinality(String)',
      'id UInt64 CODEC(ZSTD(1))',
      "ts DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1))",
      'line String CODEC(ZSTD(1))',
      'level LowCardinality(String) CODEC(ZSTD(1))',
      'trace_id String CODEC(ZSTD(1))',
      'metadata Map(LowCardinality(String), String) CODEC(ZSTD(1))',
      'INDEX line_tokens line TYPE tokenbf_v1(262144, 3, 0) GRANULARITY 4',
      'INDEX trace_ids trace_id TYPE bloom_filter(0.01) GRANULARITY 4',
    ],
    engine: 'MergeTree',
    partitionBy: 'toYYYYMMDD(ts)',
    orderBy: '(tenant, id, ts)',
    shardBy: 'id',
  },
  {
    name: 'spans',
    // A minute's traces stand together and each trace's spans side by side, so that ids compress, a trace is read from
    // few places, and a search for the newest reads only the last minutes.
    columns: [
      'tenant LowCardinality(String)',
      'service LowCardinality(String)',
      "ts DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1))",
      'trace_id FixedString(16) CODEC(ZSTD(1))',
      'span_id FixedString(8) CODEC(NONE)',
      'parent_id FixedString(8) CODEC(ZSTD(1))',
      'name LowCardinality(String)',
      'kind UInt8 CODEC(ZSTD(1))',
      'status UInt8 CODEC(ZSTD(1))',
      'status_message String CODEC(ZSTD(1))',
      'duration UInt64 CODEC(T64, ZSTD(1))',
      'resource_id UInt64 CODEC(ZSTD(1))',
      'flags UInt32 CODEC(ZSTD(1))',
      'attributes JSON CODEC(ZSTD(1))',
      'attributes_rest Map(LowCardinality(String), String) CODEC(ZSTD(1))',
      'event_ts Array(UInt64) CODEC(ZSTD(1))',
      'event_name Array(String) CODEC(ZSTD(1))',
      'event_attributes Array(Map(LowCardinality(String), String)) CODEC(ZSTD(1))',
      // Trace state, dropped counts and links, which few spans have (`storage/span-details.ts`).
      'details String CODEC(ZSTD(1))',
      'INDEX trace_ids trace_id TYPE bloom_filter(0.01) GRANULARITY 1',
    ],
    engine: 'MergeTree',
    partitionBy: 'toYYYYMMDD(ts)',
    orderBy: '(tenant, toStartOfMinute(ts), trace_id)',
    shardBy: 'cityHash64(trace_id)',
  },
];

export const firstTables = (topology: Topology): string[] => tables.flatMap((table) => createTable(topology, table));
