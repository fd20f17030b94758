import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xxhash from 'xxhash-wasm';
import { METRIC_NAME } from '../../src/model/labels.js';
import { EmbeddedEngine } from '../../src/storage/engine/embedded.js';
import type { Engine, QueryParams } from '../../src/storage/engine/engine.js';
import type { QueryLimits } from '../../src/storage/interface.js';
import { migrate, seriesSeed } from '../../src/storage/schema/migrate.js';
import { HashedSeriesIndex } from '../../src/storage/series-index.js';
import { BatchWriter } from '../../src/storage/write/writer.js';

export const LIMITS: QueryLimits = { timeoutMs: 20_000, maxMemory: 500_000_000 };

/** The embedded engine in a directory that goes with it. A process can have one. */
export async function embeddedEngine(): Promise<{ engine: Engine; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quartet-store-'));
  const engine = new EmbeddedEngine({ dataDir, memoryLimit: 1 << 30 });
  await engine.start();
  const remove = async () => {
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { engine, remove };
}

/** The newest schema in `database`, and a writer that does not wait for company. */
export async function storeWriter(engine: Engine, database: string): Promise<BatchWriter> {
  await migrate(engine, { database });
  const hash = await xxhash();
  const seed = await seriesSeed(engine, { database });
  const index = (nameLabel: string, namePrefix = '') =>
    new HashedSeriesIndex({ hash, seed, nameLabel, namePrefix, maxSeries: 10_000 });
  return new BatchWriter({
    indexes: {
      series: index(METRIC_NAME),
      streams: index('service_name'),
      resources: index('resource.service.name', 's'),
    },
    insert: (table, blocks) => engine.insert(`${database}.${table.name}`, table.structure, blocks),
    maxQueueBytes: 64 << 20,
    maxDelayMs: 0,
    now: Date.now,
  });
}

/** The rows of a small answer. */
export async function rowsOf(
  engine: Engine,
  sql: string,
  params: QueryParams = {},
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const block of engine.query(sql, params, LIMITS)) {
    for (let row = 0; row < block.rows; row++)
      rows.push(Object.fromEntries([...block.columns].map(([name, column]) => [name, column.value(row)])));
  }
  return rows;
}
