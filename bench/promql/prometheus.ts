import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { peakRss } from '../support/process-usage.js';

/** A real Prometheus that scrapes nothing, where Debian's package is installed. */
export class Prometheus {
  static readonly installed = spawnSync('prometheus', ['--version']).status === 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    readonly url: string,
  ) {}

  static async start(): Promise<Prometheus> {
    const directory = mkdtempSync(join(tmpdir(), 'quartet-bench-prometheus-'));
    const config = join(directory, 'prometheus.yml');
    writeFileSync(config, 'storage:\n  tsdb:\n    out_of_order_time_window: 1d\n');
    const url = `http://127.0.0.1:${await freePort()}`;
    const child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(directory, 'data')}`,
        `--web.listen-address=${new URL(url).host}`,
        '--web.enable-remote-write-receiver',
      ],
      { stdio: 'ignore' },
    );
    for (let attempt = 0; !(await isReady(url)); attempt++) {
      if (attempt === 300) throw new Error('prometheus does not become ready');
      await sleep(100);
    }
    return new Prometheus(child, directory, url);
  }

  get peakRss(): number {
    return peakRss(this.child.pid!);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.directory, { recursive: true, force: true });
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/-/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
