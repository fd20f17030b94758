import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '../../src/config/dialects.js';
import { type Ended, type QuartetProcess, startServer } from '../cli/quartet-process.js';

export interface TestServerOptions {
  /** Further flags of `quartet serve`. */
  readonly args?: readonly string[];
  /** Where the data lies; without it in a directory of the server's own, which `remove` deletes. */
  readonly dataDir?: string;
}

/** `quartet serve` from `dist/` as a process of its own, on ports from the kernel, whose store outlives its restarts. */
export class TestServer {
  readonly dataDir: string;
  private readonly cwd = mkdtempSync(join(tmpdir(), 'quartet-server-'));
  private readonly args: readonly string[];
  private running: { readonly server: QuartetProcess; readonly ports: Readonly<Record<string, number>> } | undefined;

  private constructor({ args = [], dataDir }: TestServerOptions) {
    this.dataDir = dataDir ?? join(this.cwd, 'data');
    this.args = ['--self-telemetry=false', ...args];
  }

  /** Resolves when the server is ready. */
  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const server = new TestServer(options);
    try {
      await server.restart();
    } catch (error) {
      rmSync(server.cwd, { recursive: true, force: true });
      throw error;
    }
    return server;
  }

  /** Starts the server again on the same data, once it has ended; its ports are others than before. */
  async restart(args: readonly string[] = this.args): Promise<void> {
    this.running = await startServer(['--data-dir', this.dataDir, ...args], { cwd: this.cwd });
  }

  get process(): QuartetProcess {
    if (this.running === undefined) throw new Error('the server was never started');
    return this.running.server;
  }

  get pid(): number {
    return this.process.child.pid!;
  }

  port(dialect: Dialect): number {
    const port = this.running?.ports[dialect];
    if (port === undefined) throw new Error(`nothing listens for ${dialect}`);
    return port;
  }

  url(dialect: Dialect, path = ''): string {
    return `http://127.0.0.1:${this.port(dialect)}${path}`;
  }

  /** The processes that the server has started: its engine's. */
  get children(): number[] {
    const list = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').trim();
    return list === '' ? [] : list.split(' ').map(Number);
  }

  /** Resident memory of the server and its engine, in bytes. */
  get residentBytes(): number {
    return [this.pid, ...this.children].reduce((sum, pid) => sum + residentBytes(pid), 0);
  }

  /** Whether the process that was started last still runs. */
  get isAlive(): boolean {
    return this.process.child.exitCode === null && this.process.child.signalCode === null;
  }

  /** Ends it as a crash would. */
  kill(): Promise<Ended> {
    return this.process.stop('SIGKILL');
  }

  stop(): Promise<Ended> {
    return this.process.stop('SIGTERM');
  }

  /** Ends what runs and deletes what it left. */
  async remove(): Promise<void> {
    if (this.running !== undefined && this.isAlive) await this.kill();
    rmSync(this.cwd, { recursive: true, force: true });
  }
}

const residentBytes = (pid: number): number =>
  1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
