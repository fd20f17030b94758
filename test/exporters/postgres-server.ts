import { type ChildProcess, execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { startProcess, stopProcess } from './server-process.js';

const run = promisify(execFile);

const VERSIONS = '/usr/lib/postgresql';

/** Where the programs of the newest PostgreSQL are that Debian has installed; undefined where there is none. */
export const postgresPrograms: string | undefined = existsSync(VERSIONS)
  ? readdirSync(VERSIONS)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(VERSIONS, version, 'bin'))
      .find((path) => existsSync(join(path, 'initdb')))
  : undefined;

/** A PostgreSQL of its own in a directory of its own. Its superuser is `postgres`, with the password `sesame`. */
export class PostgresServer {
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly directory: string,
    private readonly identity: { readonly uid?: number; readonly gid?: number },
  ) {}

  static async create(): Promise<PostgresServer> {
    const directory = await mkdtemp(join(tmpdir(), 'quartet-postgres-'));
    const identity = await postgresIdentity();
    if (identity.uid !== undefined) await chown(directory, identity.uid, identity.gid!);
    const server = new PostgresServer(await freePort(), directory, identity);
    const data = ['-D', join(directory, 'data'), '--username=postgres', '--auth=trust', '--no-sync', '--no-locale'];
    await run(join(postgresPrograms!, 'initdb'), data, { ...identity, cwd: '/' });
    await server.start();
    return server;
  }

  dataSource(database = 'postgres', user = 'postgres'): string {
    return `postgresql://${user}:sesame@127.0.0.1:${this.port}/${database}?sslmode=disable`;
  }

  async start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${this.directory}`, 'fsync=off'];
    this.process = await startProcess(
      join(postgresPrograms!, 'postgres'),
      ['-D', join(this.directory, 'data'), '-p', String(this.port), ...settings.flatMap((one) => ['-c', one])],
      'ready to accept connections',
      this.identity,
    );
  }

  /** At once, as if it had crashed. */
  async stop(): Promise<void> {
    if (this.process !== undefined) await stopProcess(this.process, 'SIGQUIT');
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** PostgreSQL refuses to run as root. */
async function postgresIdentity(): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const id = async (option: string) => Number((await run('id', [option, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}
