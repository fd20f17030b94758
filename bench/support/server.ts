import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DIALECT_NAMES, type Dialect, portFlag } from '../../src/config/dialects.js';
import { cpuByThread, peakRss, processCpu } from './process-usage.js';

const SETTLE_LOOK_MS = 1000;
/** The server is at rest when it takes less of a core than this for `SETTLE_LOOKS` looks. */
const SETTLE_CPU = 0.05;
const SETTLE_LOOKS = 4;
const SETTLE_LIMIT_MS = 60_000;

export interface ServerOptions {
  /** `bin/quartet.cjs` of the build under test. */
  readonly main: string;
  /** Directory in which V8 writes its CPU profile when the server stops. */
  readonly profileDirectory?: string | undefined;
}

/** A server in a process of its own, on free ports and an empty data directory of its own. */
export class Server {
  readonly dataDir: string;

  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    private readonly ports: Readonly<Record<string, number>>,
  ) {
    this.dataDir = join(directory, 'data');
  }

  static async start({ main, profileDirectory }: ServerOptions): Promise<Server> {
    const directory = mkdtempSync(join(tmpdir(), 'quartet-bench-'));
    const portsFile = join(directory, 'ports.json');
    const child = spawn(
      process.execPath,
      [
        ...nodeFlags(main),
        ...(profileDirectory === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileDirectory]),
        main,
        'serve',
        ...DIALECT_NAMES.flatMap((dialect) => [portFlag(dialect), '0']),
        '--self-telemetry=false',
        '--data-dir',
        join(directory, 'data'),
        '--ports-file',
        portsFile,
      ],
      { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await ready(child);
    return new Server(child, directory, JSON.parse(readFileSync(portsFile, 'utf8')) as Record<string, number>);
  }

  port(dialect: Dialect): number {
    return this.ports[dialect]!;
  }

  get cpuSeconds(): number {
    return processCpu(this.child.pid!);
  }

  get peakRss(): number {
    return peakRss(this.child.pid!);
  }

  get cpuByThread(): Map<string, number> {
    return cpuByThread(this.child.pid!);
  }

  /** Waits until merges and all else that follows the load are done, as its use of the CPU tells. */
  async settle(): Promise<void> {
    const deadline = performance.now() + SETTLE_LIMIT_MS;
    let before = this.cpuSeconds;
    for (let quiet = 0; quiet < SETTLE_LOOKS && performance.now() < deadline; ) {
      await sleep(SETTLE_LOOK_MS);
      const now = this.cpuSeconds;
      quiet = (now - before) * 1000 < SETTLE_CPU * SETTLE_LOOK_MS ? quiet + 1 : 0;
      before = now;
    }
  }

  /** Stops the process, if it still runs; its data stays until `remove`. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Resolves once the server says that it is ready; rejects when it ends before. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes('ready in')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}

/** The flags of node that the program's first line asks for, since a profile needs further ones. */
function nodeFlags(main: string): string[] {
  const [first = ''] = readFileSync(main, 'utf8').split('\n', 1);
  return first.split(' ').filter((word) => word.startsWith('--'));
}
