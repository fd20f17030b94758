import { createTable, type TableDefinition, type Topology } from './ddl.js';

/** Requests to delete log entries (`storage/log-deletion/delete-requests.ts`); the row that changed last counts. */
const REQUESTS: TableDefinition = {
  name: 'log_delete_requests',
  columns: [
    'tenant LowCardinality(String)',
    'id String',
    'query String',
    'start_ms Int64',
    'end_ms Int64',
    'created_ms Int64',
    'status LowCardinality(String)',
    'changed UInt64',
  ],
  engine: 'ReplacingMergeTree(changed)',
  orderBy: '(tenant, id)',
  shardBy: 'cityHash64(id)',
};

export const logDeleteRequests = (topology: Topology): string[] => createTable(topology, REQUESTS);
