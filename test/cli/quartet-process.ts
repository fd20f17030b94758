import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIALECT_NAMES, portFlag } from '../../src/config/dialects.js';

const MAIN = new URL('../../bin/quartet.cjs', import.meta.url).pathname;

/** Every port from the kernel. */
export const FREE_PORTS = DIALECT_NAMES.flatMap((dialect) => [portFlag(dialect), '0']);

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** `quartet ARGS` as a process of its own, with none of this process's `QUARTET_*`. */
export class QuartetProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[], { cwd, env = {} }: RunOptions) {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('QUARTET_'));
    this.child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...Object.fromEntries(inherited), ...env } });
    this.child.stdout!.on('data', (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr!.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Resolves once standard output has `text`; rejects when the process ends before. */
  printed(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.stdout.includes(text)) resolve();
      };
      this.child.stdout!.on('data', look);
      look();
      void this.ended.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)));
    });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

export const run = (args: readonly string[], options: RunOptions): Promise<Ended> =>
  new QuartetProcess(args, options).ended;

/** A server on free ports, ready. Its data is in `cwd/data` unless `args` say otherwise. */
export async function startServer(
  args: readonly string[],
  options: RunOptions,
): Promise<{ server: QuartetProcess; ports: Readonly<Record<string, number>> }> {
  const portsFile = join(options.cwd, 'ports.json');
  const server = new QuartetProcess(
    ['serve', ...FREE_PORTS, '--data-dir', 'data', '--ports-file', portsFile, ...args],
    options,
  );
  await server.printed('ready in');
  if (!existsSync(portsFile)) throw new Error('ready, but no ports file');
  return { server, ports: JSON.parse(readFileSync(portsFile, 'utf8')) as Record<string, number> };
}
