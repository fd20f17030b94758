import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const stopDeadlineMs = 6_000;

/** Small heaps and few threads: nine processes share a laptop, and the services keep little. */
const nodeOptions = ['--max-old-space-size=96', '--max-semi-space-size=2', '--v8-pool-size=1'];

/** Two arenas of the C library instead of eight for each core: less memory is held in reserve. */
const frugal = { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' };

export interface ChildExit {
  readonly name: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The processes of one platform. Each has a channel to this one, and stops itself if this one disappears. */
export class ChildProcesses {
  readonly exited: Promise<ChildExit>;
  private readonly children = new Map<string, ChildProcess>();
  private reportExit: (exit: ChildExit) => void = () => {};
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly stdio: 'ignore' | 'inherit',
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    this.exited = new Promise((resolve) => {
      this.reportExit = resolve;
    });
  }

  /**
   * Starts a script in a Node process of its own.
   * @returns the process id
   * @throws Error if the process could not be created
   */
  start(name: string, script: URL, args: readonly string[]): number {
    const child = spawn(process.execPath, [...nodeOptions, fileURLToPath(script), ...args], {
      env: { ...frugal, ...process.env, ...this.environment },
      stdio: ['ignore', this.stdio, this.stdio, 'ipc'],
    });
    this.children.set(name, child);
    child.once('exit', (code, signal) => {
      this.children.delete(name);
      if (this.stopping === undefined) this.reportExit({ name, code, signal });
    });
    child.on('error', () => child.kill('SIGKILL'));
    if (child.pid === undefined) throw new Error(`${name}: node could not be started`);
    return child.pid;
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    const children = [...this.children.values()];
    const ended = Promise.all(children.map((child) => once(child, 'exit')));
    for (const child of children) child.kill('SIGTERM');
    const killer = setTimeout(() => {
      for (const child of this.children.values()) child.kill('SIGKILL');
    }, stopDeadlineMs);
    await ended;
    clearTimeout(killer);
  }
}
