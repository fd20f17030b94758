import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xxhash from 'xxhash-wasm';
import type { WriteBatch } from '../../src/model/batch.js';
import { METRIC_NAME } from '../../src/model/labels.js';
import { EmbeddedEngine } from '../../src/storage/engine/embedded.js';
import type { Engine, QueryParams } from '../../src/storage/engine/engine.js';
import type { QueryLimits } from '../../src/storage/interface.js';
import { newestTime } from '../../src/storage/read/newest-time.js';
import { migrate, seriesSeed } from '../../src/storage/schema/migrate.js';
import { HashedSeriesIndex } from '../../src/storage/series-index.js';
import { Journal } from '../../src/storage/write/journal.js';
import { LateEntries } from '../../src/storage/write/late-entries.js';
import { BatchWriter, type BatchWriterOptions } from '../../src/storage/write/writer.js';

export const LIMITS: QueryLimits = { timeoutMs: 20_000, maxMemory: 500_000_000 };

/** The embedded engine in a directory that goes with it. A process can have one. */
export async function embeddedEngine(): Promise<{ engine: Engine; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quartet-store-'));
  const engine = new EmbeddedEngine({ dataDir, memoryLimit: 1 << 30 });
  await engine.start();
  const remove = async () => {
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
    await rm(JOURNAL, { recursive: true, force: true });
  };
  return { engine, remove };
}

/** Where the writers of this process keep their journal. */
const JOURNAL = join(tmpdir(), `quartet-journal-${process.pid}`);

/** A writer whose rows are in the tables when `write` resolves. */
class SettledWriter extends BatchWriter {
  override async write(batch: WriteBatch): Promise<void> {
    await super.write(batch);
    await Promise.all((['metrics', 'logs', 'traces'] as const).map((lane) => this.settle(lane)));
  }
}

/** The newest schema in `database`, and a writer to it, which tells `catalog`, `recent` and `recentSpans` what it stores. */
export async function storeWriter(
  engine: Engine,
  database: string,
  catalog?: BatchWriterOptions['catalog'],
  recent?: BatchWriterOptions['recent'],
  recentSpans?: BatchWriterOptions['recentSpans'],
): Promise<BatchWriter> {
  await migrate(engine, { database });
  const hash = await xxhash();
  const seed = await seriesSeed(engine, { database });
  const index = (nameLabel: string, namePrefix = '') =>
    new HashedSeriesIndex({ hash, seed, nameLabel, namePrefix, maxSeries: 10_000 });
  return new SettledWriter({
    indexes: {
      series: index(METRIC_NAME),
      streams: index('service_name'),
      resources: index('resource.service.name', 's'),
    },
    insert: (table, blocks, token) => engine.insert(`${database}.${table.name}`, table.structure, blocks, token),
    maxQueueBytes: 64 << 20,
    journal: new Journal(JOURNAL, hash),
    ...(catalog !== undefined && { catalog }),
    ...(recent !== undefined && { recent }),
    ...(recentSpans !== undefined && { recentSpans }),
    lateEntries: new LateEntries(await newestTime(engine, { database }, 'log_entries'), 10_000),
    onRefused: (table, rows, error) => {
      throw new Error(`${rows} rows of ${table} were refused: ${error.message}`);
    },
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
