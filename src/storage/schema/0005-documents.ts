import { createTable, type TableDefinition, type Topology } from './ddl.js';

/** Small things that the program keeps for itself (`storage/documents.ts`); the row that changed last counts. */
const DOCUMENTS: TableDefinition = {
  name: 'documents',
  columns: [
    'tenant LowCardinality(String)',
    'kind LowCardinality(String)',
    'key String',
    'body String CODEC(ZSTD(1))',
    'removed Bool',
    'changed UInt64',
  ],
  engine: 'ReplacingMergeTree(changed)',
  orderBy: '(tenant, kind, key)',
  shardBy: 'cityHash64(key)',
};

export const documents = (topology: Topology): string[] => createTable(topology, DOCUMENTS);
