import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { QueryLimits } from '../interface.js';
import { type Block, BlockReader } from '../native/block-reader.js';
import { inlined } from '../sql/inlined.js';
import { literal, parameterText } from '../sql/literal.js';
import type { Engine, QueryParams } from './engine.js';
import { insertSettings } from './insert-settings.js';
import type { ParameterTexts, StatementLimits } from './lease.js';
import { serverConfig } from './server-config.js';
import { Sessions } from './sessions.js';
import { Spool } from './spool.js';
import { columnList, tableName } from './structure.js';

export interface EmbeddedOptions {
  /** Directory of which `clickhouse/`, `tmp/` and `engine.xml` are the engine's. One process may have it open. */
  readonly dataDir: string;
  /** Bytes that ClickHouse may use for queries, inserts, merges and caches together. */
  readonly memoryLimit: number;
}

/** ClickHouse in this process, through chdb. See `Sessions` for what that asks of the process. */
export class EmbeddedEngine implements Engine {
  private readonly sessions: Sessions;
  private readonly spool: Spool;
  private readonly config: string;

  constructor(private readonly options: EmbeddedOptions) {
    const dataDir = resolve(options.dataDir);
    this.config = join(dataDir, 'engine.xml');
    this.spool = new Spool(join(dataDir, 'tmp'), Math.floor(options.memoryLimit / 4));
    this.sessions = new Sessions({
      path: join(dataDir, 'clickhouse'),
      arguments: [`--config-file=${this.config}`, ...ARGUMENTS],
      ...sessionCounts(),
      maxWaiting: 256,
    });
  }

  get ready(): boolean {
    return this.sessions.open;
  }

  async start(): Promise<void> {
    await mkdir(this.options.dataDir, { recursive: true });
    await this.spool.open();
    await writeFile(this.config, serverConfig(this.options.memoryLimit));
    await this.sessions.start();
  }

  stop(): Promise<void> {
    return this.sessions.stop();
  }

  async *query(sql: string, params: QueryParams, limits: QueryLimits): AsyncGenerator<Block> {
    const reader = new BlockReader();
    const statement = inlined({ sql, params });
    for await (const bytes of this.sessions.stream(statement, NONE, limits)) yield* reader.push(bytes);
    reader.finish();
  }

  /** The bytes of an answer in Native, undecoded, for who passes them on. */
  stream(sql: string, params: ParameterTexts, limits: QueryLimits): AsyncGenerator<Uint8Array> {
    return this.sessions.stream(sql, params, limits);
  }

  insert(table: string, structure: string, blocks: readonly Uint8Array[], token?: string): Promise<void> {
    return this.insertFile(`${tableName(table)} (${columnList(structure)})`, literal(structure), blocks, token);
  }

  /** Inserts blocks by the names and types that they carry. `target`: table and columns as they stand after INTO. */
  insertInto(target: string, blocks: readonly Uint8Array[], token?: string): Promise<void> {
    return this.insertFile(target, "'auto'", blocks, token);
  }

  command(sql: string, params: QueryParams = {}, limits: StatementLimits = {}): Promise<void> {
    return this.run(sql, parameterTexts(params), limits);
  }

  run(sql: string, params: ParameterTexts, limits: StatementLimits): Promise<void> {
    return this.sessions.run('commands', sql, params, limits);
  }

  private insertFile(target: string, structure: string, blocks: readonly Uint8Array[], token?: string): Promise<void> {
    const settings = Object.entries(insertSettings(target, token)).map(
      ([name, value]) => `${name} = ${literal(value)}`,
    );
    return this.spool.with(blocks, (path) => {
      const sql = `INSERT INTO ${target} SETTINGS ${settings.join(', ')} SELECT * FROM file(${literal(path)}, Native, ${structure})`;
      return this.sessions.run('writers', sql, NONE, { timeoutMs: INSERT_TIMEOUT_MS });
    });
  }
}

const NONE: ParameterTexts = new Map();

/** An insert that takes longer than this stands behind a disk that does not answer. */
const INSERT_TIMEOUT_MS = 60_000;

/** Bound lists of ids make long statements. */
const ARGUMENTS = ['--max_query_size=67108864'];

const parameterTexts = (params: QueryParams): ParameterTexts =>
  new Map(Object.entries(params).map(([name, value]) => [name, parameterText(value)]));

/** As many sessions as libuv has threads for, with one to spare for files. */
function sessionCounts(): { readers: number; writers: number } {
  const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
  return threads >= 8 ? { readers: 4, writers: 2 } : { readers: 2, writers: 1 };
}
