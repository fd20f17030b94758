import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { packageFile } from '../../lib/package-file.js';
import type { QueryLimits } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import { inlined } from '../sql/inlined.js';
import { gone } from './clickhouse-error.js';
import type { EmbeddedOptions } from './embedded.js';
import type { Engine, QueryParams } from './engine.js';
import { RemoteEngine } from './remote.js';

export interface ProcessOptions extends EmbeddedOptions {
  /** The compiled `child-main`; that of the built program unless said otherwise. */
  readonly entry?: string;
  /** Told of every end of the child that nobody asked for. */
  readonly onCrash?: (reason: string) => void;
}

/**
 * The embedded engine in a child process, so that a crash of the native library takes no more with it than the calls
 * that run. The child is started anew, with growing pauses while it fails; in between calls reject with `unavailable`.
 */
export class ProcessEngine implements Engine {
  private child: ChildProcess | undefined;
  private remote: RemoteEngine | undefined;
  private failures = 0;
  private restart: NodeJS.Timeout | undefined;
  private stopped = true;

  constructor(private readonly options: ProcessOptions) {}

  get ready(): boolean {
    return this.remote?.ready === true;
  }

  /** The child's process id, while there is one. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Where the child answers now, for who speaks ClickHouse's HTTP interface to it. */
  address: { readonly url: string; readonly username: string; readonly password: string } | undefined;

  async start(): Promise<void> {
    this.stopped = false;
    const deadline = performance.now() + LOCKED_MS;
    for (;;) {
      try {
        await this.launch();
        return;
      } catch (error) {
        // The child of a parent that was killed needs a moment to let go of the directory.
        if (performance.now() < deadline && /Failed to create connection/.test((error as Error).message)) {
          await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS));
          continue;
        }
        this.stopped = true;
        throw error;
      }
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.restart);
    await this.remote?.stop();
    this.remote = undefined;
    const { child } = this;
    if (child === undefined) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    if (child.connected) child.send('stop');
    await exited;
    clearTimeout(kill);
  }

  async *query(sql: string, params: QueryParams, limits: QueryLimits): AsyncGenerator<Block> {
    yield* this.connected().query(inlined({ sql, params }), {}, limits);
  }

  async insert(table: string, structure: string, blocks: readonly Uint8Array[], token?: string): Promise<void> {
    await this.connected().insert(table, structure, blocks, token);
  }

  async command(sql: string, params?: QueryParams, limits?: QueryLimits): Promise<void> {
    await this.connected().command(sql, params, limits);
  }

  private connected(): RemoteEngine {
    if (this.remote === undefined) throw gone(this.stopped ? 'the engine is stopped' : 'the engine is being restarted');
    return this.remote;
  }

  /** Starts a child and connects to it. */
  private async launch(): Promise<void> {
    const { dataDir, memoryLimit, entry = packageFile('dist/server/engine-process.js') } = this.options;
    const password = randomBytes(24).toString('hex');
    const child = fork(entry, [], {
      env: {
        ...process.env,
        QUARTET_ENGINE_DATA_DIR: dataDir,
        QUARTET_ENGINE_MEMORY: String(memoryLimit),
        QUARTET_ENGINE_PASSWORD: password,
        // Each statement that runs holds a thread of libuv's.
        UV_THREADPOOL_SIZE: '12',
      },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child = child;
    child.once('exit', (code, signal) => this.onExit(child, signal ?? `exit code ${code}`));
    const address = { url: `http://127.0.0.1:${await portOf(child)}`, username: 'default', password };
    const remote = new RemoteEngine(address);
    try {
      await remote.start();
      if (this.child !== child || this.stopped) throw gone('the engine ended while it was starting');
    } catch (error) {
      child.kill('SIGKILL');
      await remote.stop();
      throw error;
    }
    this.address = address;
    this.remote = remote;
    this.failures = 0;
  }

  private onExit(child: ChildProcess, reason: string): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.address = undefined;
    const { remote } = this;
    this.remote = undefined;
    void remote?.stop();
    // While `start` or an earlier restart is still under way, that one goes on.
    if (this.stopped || remote === undefined) return;
    this.options.onCrash?.(reason);
    this.scheduleRestart();
  }

  private scheduleRestart(): void {
    const pause = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++);
    this.restart = setTimeout(() => {
      this.launch().catch((error: Error) => {
        if (this.stopped) return;
        this.options.onCrash?.(error.message);
        this.scheduleRestart();
      });
    }, pause);
  }
}

const START_MS = 30_000;
/** How long a directory may be held by the child of a parent that was killed; chdb does not say so apart. */
const LOCKED_MS = 10_000;
const STOP_MS = 30_000;
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 10_000;

/** The port that the child listens on, or why it does not. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(gone(`the engine's process did not start within ${START_MS} ms`));
    }, START_MS);
    child.once('error', (error) => reject(gone(`cannot start the engine's process: ${error.message}`, error)));
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(gone(`the engine's process ended at its start (${signal ?? `exit code ${code}`})`));
    });
    child.once('message', (message: { port?: number; error?: string }) => {
      clearTimeout(late);
      if (message.port === undefined) reject(gone(message.error ?? 'the engine does not start'));
      else resolve(message.port);
    });
  });
}
