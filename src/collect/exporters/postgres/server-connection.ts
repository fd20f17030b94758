import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import type { DataSource } from './data-source.js';
import type { VersionNumber } from './view.js';
import type { Row } from './view-families.js';

export interface ConnectionLimits {
  readonly connectTimeoutMs: number;
  /** The server breaks off a statement that takes longer. */
  readonly statementTimeoutMs: number;
}

const GIVEN_UP = 'the scrape was given up';

/** One connection to a server, which can only read. It is opened when it is needed and was lost. */
export class ServerConnection {
  private client: pg.Client | undefined;
  private known: { readonly number: VersionNumber; readonly text: string } | undefined;

  constructor(
    readonly source: DataSource,
    private readonly limits: ConnectionLimits,
  ) {}

  get version(): { readonly number: VersionNumber; readonly text: string } {
    return this.known ?? { number: 0, text: '' };
  }

  /** Rejects where the server cannot be reached or refuses. A signal that comes meanwhile closes the connection. */
  async open(signal: AbortSignal): Promise<void> {
    if (this.client !== undefined) {
      // A connection that was lost without a word is noticed by using it.
      const isAlive = await this.query('SELECT 1', signal).then(
        () => true,
        () => false,
      );
      if (isAlive) return;
      this.drop();
    }
    await this.connect(signal);
  }

  /** Rejects with the server's words. After a failure of the connection itself the next `open` makes a new one. */
  async query(sql: string, signal: AbortSignal): Promise<readonly Row[]> {
    const { client } = this;
    if (client === undefined) throw new Error('the connection was lost');
    return this.bound(client, signal, async () => (await client.query<Record<string, unknown>>(sql)).rows);
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end();
  }

  private async connect(signal: AbortSignal): Promise<void> {
    const { sslMode } = this.source;
    const mayBePlain = sslMode === 'prefer' || sslMode === 'allow' || sslMode === 'disable';
    const isSecured = sslMode !== 'disable' && !this.source.host.startsWith('/');
    try {
      await this.connectWith(isSecured ? await this.secured() : false, signal);
    } catch (error) {
      if (!isSecured || !mayBePlain || !/does not support SSL/.test((error as Error).message)) throw error;
      await this.connectWith(false, signal);
    }
  }

  private async connectWith(ssl: ConnectionOptions | false, signal: AbortSignal): Promise<void> {
    const { host, port, user, password, database } = this.source;
    const { connectTimeoutMs, statementTimeoutMs } = this.limits;
    const client = new pg.Client({
      host,
      port,
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      ...(database !== undefined && { database }),
      ssl,
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: 'postgres_exporter',
      keepAlive: true,
    });
    // Without a listener the loss of a connection that nobody uses would end the process.
    client.on('error', () => this.forget(client));
    client.on('end', () => this.forget(client));
    const work = this.bound(client, signal, async () => {
      await client.connect();
      await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY');
      await client.query(`SET statement_timeout = ${Math.max(1, Math.floor(statementTimeoutMs))}`);
      const { rows } = await client.query<Record<string, string>>(
        "SELECT current_setting('server_version_num') AS number, version() AS text",
      );
      this.known = { number: Number(rows[0]!.number), text: rows[0]!.text! };
    });
    try {
      await work;
      this.client = client;
    } catch (error) {
      client.connection.stream.destroy();
      throw error;
    }
  }

  private async bound<T>(client: pg.Client, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const end = () => {
      this.forget(client);
      client.connection.stream.destroy(new Error(GIVEN_UP));
    };
    if (signal.aborted) throw new Error(GIVEN_UP);
    signal.addEventListener('abort', end, { once: true });
    try {
      return await work();
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  private drop(): void {
    this.client?.connection.stream.destroy();
    this.client = undefined;
  }

  private forget(client: pg.Client): void {
    if (this.client === client) this.client = undefined;
  }

  /** Only the `verify-` modes hold the certificate against something. */
  private async secured(): Promise<ConnectionOptions> {
    const { sslMode, sslRootCert, sslCert, sslKey } = this.source;
    const isVerified = sslMode === 'verify-ca' || sslMode === 'verify-full' || sslRootCert !== undefined;
    return {
      rejectUnauthorized: isVerified,
      ...(sslRootCert !== undefined && { ca: await readFile(sslRootCert) }),
      ...(sslCert !== undefined && { cert: await readFile(sslCert) }),
      ...(sslKey !== undefined && { key: await readFile(sslKey) }),
      ...(sslMode !== 'verify-full' && { checkServerIdentity: () => undefined }),
    };
  }
}
