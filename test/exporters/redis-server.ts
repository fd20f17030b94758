import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from '../support/self-signed.js';
import { freePort } from './free-port.js';
import { startProcess, stopProcess } from './server-process.js';

const PROGRAM = '/usr/bin/redis-server';

export const isRedisInstalled: boolean = existsSync(PROGRAM);

/** A Redis of its own, with plain and secured ports and a user `ann` whose password is `sesame`. */
export class RedisServer {
  private constructor(
    readonly port: number,
    readonly securedPort: number,
    readonly certificate: string,
    private readonly directory: string,
    private readonly process: ChildProcess,
  ) {}

  static async create(password?: string): Promise<RedisServer> {
    const directory = await mkdtemp(join(tmpdir(), 'quartet-redis-'));
    const [port, securedPort] = [await freePort(), await freePort()];
    const { key, cert } = await selfSigned();
    const [keyFile, certFile] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
    await writeFile(keyFile, key);
    await writeFile(certFile, cert);
    const settings = {
      port,
      'tls-port': securedPort,
      'tls-key-file': keyFile,
      'tls-cert-file': certFile,
      'tls-ca-cert-file': certFile,
      'tls-auth-clients': 'no',
      bind: '127.0.0.1',
      save: '""',
      dir: directory,
      ...(password !== undefined && { requirepass: password }),
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
    const file = join(directory, 'redis.conf');
    await writeFile(file, [...lines, 'user ann on >sesame ~* +@all', ''].join('\n'));
    const child = await startProcess(PROGRAM, [file], 'Ready to accept connections');
    return new RedisServer(port, securedPort, cert, directory, child);
  }

  async remove(): Promise<void> {
    await stopProcess(this.process);
    await rm(this.directory, { recursive: true, force: true });
  }
}
