import { AttributeTypes } from '../span-attribute-types.js';
import { createTable, type TableDefinition, type Topology } from './ddl.js';

/** Which attributes the spans of a day have, with which types (`storage/span-attribute-types.ts`). */
const ATTRIBUTES: TableDefinition = {
  name: 'span_attributes',
  columns: [
    'tenant LowCardinality(String)',
    'key String CODEC(ZSTD(1))',
    'day Int32 CODEC(ZSTD(1))',
    'types UInt16 CODEC(ZSTD(1))',
  ],
  engine: 'ReplacingMergeTree',
  partitionBy: 'day',
  orderBy: '(tenant, key, types)',
  shardBy: 'cityHash64(key)',
};

/** Of days that have spans already, nobody knows: their spans may have any attributes. */
export const spanAttributes = (topology: Topology): string[] => [
  ...createTable(topology, ATTRIBUTES),
  `INSERT INTO ${topology.database}.span_attributes (tenant, key, day, types) ` +
    `SELECT DISTINCT tenant, '', day, ${AttributeTypes.ALL.bits} FROM ${topology.database}.span_resources SETTINGS distributed_foreground_insert = 1`,
];
