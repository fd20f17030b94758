import { QuartetError } from '../../model/errors.js';
import type { Engine } from '../engine/engine.js';
import type { QueryLimits } from '../interface.js';
import { firstTables } from './0001-first-tables.js';
import { lateEntries } from './0002-late-entries.js';
import { logDeleteRequests } from './0003-log-delete-requests.js';
import { spanAttributes } from './0004-span-attributes.js';
import { documents } from './0005-documents.js';
import { spanStrings } from './0006-span-strings.js';
import { lineWords } from './0007-line-words.js';
import { streamLabelValues } from './0008-stream-label-values.js';
import { createTable, type Topology } from './ddl.js';

export interface Migration {
  /** Counts up from 1 without gaps; never reused. */
  readonly number: number;
  readonly name: string;
  readonly statements: (topology: Topology) => readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'first tables', statements: firstTables },
  { number: 2, name: 'late entries', statements: lateEntries },
  { number: 3, name: 'requests to delete logs', statements: logDeleteRequests },
  { number: 4, name: 'attributes of spans', statements: spanAttributes },
  { number: 5, name: 'documents', statements: documents },
  { number: 6, name: 'texts of spans', statements: spanStrings },
  { number: 7, name: 'words of log lines', statements: lineWords },
  { number: 8, name: 'values of labels of log streams', statements: streamLabelValues },
];

/** The number that a store has after `migrate`. */
export const SCHEMA_VERSION = MIGRATIONS.at(-1)!.number;

const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 256 << 20 };

/**
 * Brings the store to this program's schema: makes the database, then runs the migrations that it has not had, in order.
 * Each statement may be repeated, so a migration that was cut off is run again. A store of a newer program is refused.
 */
export async function migrate(
  engine: Engine,
  topology: Topology,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const onCluster = topology.cluster === undefined ? '' : ` ON CLUSTER '${topology.cluster}'`;
  await engine.command(`CREATE DATABASE IF NOT EXISTS ${topology.database}${onCluster}`);
  for (const statement of createTable(topology, HISTORY)) await engine.command(statement);
  const applied = await schemaVersion(engine, topology);
  const newest = migrations.at(-1)?.number ?? 0;
  if (applied > newest) {
    throw new QuartetError(
      'invalid_argument',
      `the store has schema ${applied}, this program knows ${newest}; run a newer version of quartet on it`,
    );
  }
  for (const migration of migrations) {
    if (migration.number <= applied) continue;
    for (const statement of migration.statements(topology)) await engine.command(statement);
    await engine.command(
      `INSERT INTO ${topology.database}.schema_migrations (number, name, applied) SELECT {number:UInt32}, {name:String}, now()`,
      { number: migration.number, name: migration.name },
    );
  }
}

/** The seed of the store's label-set ids: drawn once, when the store is new, and kept in it. */
export async function seriesSeed(engine: Engine, { database }: Topology): Promise<bigint> {
  const read = async () => {
    for await (const block of engine.query(
      `SELECT value FROM ${database}.store_properties FINAL WHERE name = 'series_seed'`,
      {},
      LIMITS,
    )) {
      return BigInt(block.column('value').text(0));
    }
    return undefined;
  };
  const known = await read();
  if (known !== undefined) return known;
  await engine.command(
    `INSERT INTO ${database}.store_properties (name, value) SELECT 'series_seed', toString(rand64()) WHERE NOT EXISTS (SELECT 1 FROM ${database}.store_properties WHERE name = 'series_seed')`,
  );
  const drawn = await read();
  if (drawn === undefined) throw new QuartetError('internal', 'the store did not keep its series seed');
  return drawn;
}

const HISTORY = {
  name: 'schema_migrations',
  columns: ['number UInt32', 'name String', 'applied DateTime'],
  engine: 'ReplacingMergeTree(applied)',
  orderBy: 'number',
  shardBy: 'number',
} as const;

async function schemaVersion(engine: Engine, { database }: Topology): Promise<number> {
  for await (const block of engine.query(
    `SELECT toUInt32(max(number)) AS number FROM ${database}.schema_migrations`,
    {},
    LIMITS,
  )) {
    return block.column('number').number(0);
  }
  return 0;
}
