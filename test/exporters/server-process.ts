import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a program and resolves once it has written `ready`. Rejects with what it wrote when it ends before. */
export async function startProcess(
  command: string,
  parameters: readonly string[],
  ready: string,
  identity: { readonly uid?: number; readonly gid?: number } = {},
): Promise<ChildProcess> {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', ...identity });
  let written = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      written += chunk;
      if (written.includes(ready)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${command} ended: ${written}`)));
  });
  return child;
}

export async function stopProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
