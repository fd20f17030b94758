import { randomUUID } from 'node:crypto';
import { Agent } from 'node:https';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { QuartetError } from '../../model/errors.js';
import type { QueryLimits } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import { parameterText } from '../sql/literal.js';
import { Answer } from './answer.js';
import { fromException, gone } from './clickhouse-error.js';
import type { Engine, QueryParams } from './engine.js';
import { insertSettings } from './insert-settings.js';
import { canceled, MAX_TIMER } from './lane.js';
import { columnList, tableName } from './structure.js';

export interface RemoteOptions {
  /** `http://host:8123` or `https://host:8443`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Database of tables that are named without one. */
  readonly database?: string;
  readonly tls?: {
    /** Certificates in PEM. */
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    /** False takes any certificate: for tests alone. */
    readonly rejectUnauthorized?: boolean;
  };
  readonly maxConnections?: number;
  /** Milliseconds after which a connection on which nothing moves is given up. */
  readonly requestTimeoutMs?: number;
}

/**
 * A ClickHouse server or cluster behind HTTP(S).
 *
 * A call that could not be sent, or met a server that is starting, is repeated a few times. Inserts are repeated after a
 * connection broke, too, though their rows may have been stored by then: rows may be stored twice, and readers count rows
 * that are equal once.
 */
export class RemoteEngine implements Engine {
  private readonly client: ClickHouseClient;
  private readonly agent: Agent | undefined;
  private readonly calls = new Set<Call>();
  private pinging: AbortController | undefined;
  private reachable = false;

  constructor(private readonly options: RemoteOptions) {
    const { url, username, password, tls, maxConnections = 16, requestTimeoutMs = 300_000 } = options;
    if (url.startsWith('https:')) this.agent = new Agent({ keepAlive: true, maxSockets: maxConnections, ...tls });
    this.client = createClient({
      url,
      username,
      password,
      request_timeout: requestTimeoutMs,
      max_open_connections: maxConnections,
      keep_alive: { enabled: true, eagerly_destroy_stale_sockets: true },
      log: { level: ClickHouseLogLevel.OFF },
      ...(options.database === undefined ? {} : { database: options.database }),
      ...(this.agent === undefined ? {} : { http_agent: this.agent }),
    });
  }

  get ready(): boolean {
    return this.reachable;
  }

  async start(): Promise<void> {
    const answer = await this.client.ping({ select: true });
    if (!answer.success) throw unreachable(this.options.url, answer.error);
    this.reachable = true;
    this.pinging = new AbortController();
    void this.pingLoop(this.pinging.signal);
  }

  async stop(): Promise<void> {
    this.reachable = false;
    this.pinging?.abort();
    await Promise.all([...this.calls].map((call) => call.closed));
    await this.client.close();
    this.agent?.destroy();
  }

  async *query(sql: string, params: QueryParams, limits: QueryLimits): AsyncGenerator<Block> {
    this.expectReady();
    const id = randomUUID();
    const call = this.begin(limits);
    let finished = false;
    let stream: Readable | undefined;
    try {
      const answer = await this.send(call, REPEAT_ANY, () =>
        this.client.exec({
          ...statement(sql, params, { 'X-ClickHouse-Format': 'Native' }),
          query_id: id,
          clickhouse_settings: settings(limits),
          abort_signal: call.signal,
        }),
      );
      stream = answer.stream;
      const tag = answer.response_headers['x-clickhouse-exception-tag'];
      const decoding = new Answer(Array.isArray(tag) ? tag[0] : tag);
      let failure: unknown;
      try {
        for await (const chunk of stream as AsyncIterable<Uint8Array>) yield* decoding.push(chunk);
      } catch (error) {
        failure = error;
      }
      finished = !call.ended;
      const error = call.ended ? call.reason : decoding.end(failure);
      if (error !== undefined) throw this.asError(error);
    } catch (error) {
      finished = !call.ended;
      throw call.ended ? call.reason : this.asError(error);
    } finally {
      call.close();
      stream?.destroy();
      if (!finished) this.kill(id);
    }
  }

  async insert(table: string, structure: string, blocks: readonly Uint8Array[], token?: string): Promise<void> {
    const query = `INSERT INTO ${tableName(table)} (${columnList(structure)}) FORMAT Native`;
    await this.run(INSERT_TIMEOUT, REPEAT_ANY, (call) => {
      return this.client.exec({
        query,
        values: Readable.from(joined(blocks)),
        abort_signal: call.signal,
        clickhouse_settings: insertSettings(table, token),
      });
    });
  }

  async command(sql: string, params: QueryParams = {}, limits?: QueryLimits): Promise<void> {
    await this.run(limits ?? NO_LIMITS, REPEAT_UNSENT, (call) =>
      this.client.exec({
        ...statement(sql, params),
        abort_signal: call.signal,
        ...(limits === undefined ? {} : { clickhouse_settings: settings(limits) }),
      }),
    );
  }

  /** Sends a statement whose answer does not matter and waits for its end. */
  private async run(
    limits: CallLimits,
    repeat: Repeat,
    exec: (call: Call) => ReturnType<ClickHouseClient['exec']>,
  ): Promise<void> {
    this.expectReady();
    const call = this.begin(limits);
    try {
      await this.send(call, repeat, async () => {
        const { stream } = await exec(call);
        // An exception after the head leaves its text in a body that is empty otherwise.
        const body = Buffer.concat(await stream.toArray()).toString('utf8');
        if (body.includes('DB::Exception')) throw fromException(body);
      });
    } catch (error) {
      throw call.ended ? call.reason : this.asError(error);
    } finally {
      call.close();
    }
  }

  private begin(limits: CallLimits): Call {
    const call = new Call(limits);
    this.calls.add(call);
    call.closed.then(() => this.calls.delete(call));
    return call;
  }

  private async send<T>(call: Call, repeat: Repeat, attempt: () => Promise<T>): Promise<T> {
    for (let round = 0; ; round++) {
      try {
        return await attempt();
      } catch (error) {
        if (call.ended || round === MAX_REPEATS || !repeat(error)) throw error;
        await delay(FIRST_PAUSE_MS * 2 ** round * (0.5 + Math.random()), undefined, { signal: call.signal });
      }
    }
  }

  /** Closing the connection does not end a query on every server. */
  private kill(id: string): void {
    if (!this.reachable) return;
    const query = 'KILL QUERY WHERE query_id = {id:String} ASYNC';
    this.client.command({ query, query_params: { id } }).catch(() => undefined);
  }

  private async pingLoop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(this.reachable ? PING_MS : RECOVERY_PING_MS, undefined, { signal, ref: false }).catch(
        () => undefined,
      );
      if (signal.aborted) return;
      const { success } = await this.client.ping();
      if (!signal.aborted) this.reachable = success;
    }
  }

  private expectReady(): void {
    if (!this.reachable) throw gone(`ClickHouse at ${this.options.url} cannot be reached`);
  }

  private asError(error: unknown): QuartetError {
    if (error instanceof QuartetError) return error;
    if (error instanceof ClickHouseError) return fromException(error.message, Number(error.code), error);
    if (isConnectionError(error)) this.reachable = false;
    return unreachable(this.options.url, error);
  }
}

type CallLimits = Pick<QueryLimits, 'timeoutMs' | 'signal'>;

/** One call's end: by its deadline or its caller's signal. */
class Call {
  reason: QuartetError | undefined;
  readonly closed: Promise<void>;
  private resolveClosed: () => void = () => undefined;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly onAbort = (): void => this.end(canceled());

  constructor(private readonly limits: CallLimits) {
    this.closed = new Promise((resolve) => {
      this.resolveClosed = resolve;
    });
    const { timeoutMs, signal } = limits;
    const late = (): void => this.end(new QuartetError('timeout', `no answer from ClickHouse within ${timeoutMs} ms`));
    this.timer = setTimeout(late, Math.min(timeoutMs + DEADLINE_GRACE_MS, MAX_TIMER));
    signal?.addEventListener('abort', this.onAbort);
    if (signal?.aborted === true) this.onAbort();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get ended(): boolean {
    return this.reason !== undefined;
  }

  close(): void {
    this.resolveClosed();
    clearTimeout(this.timer);
    this.limits.signal?.removeEventListener('abort', this.onAbort);
  }

  private end(reason: QuartetError): void {
    this.reason ??= reason;
    this.controller.abort();
  }
}

/** ClickHouse keeps the time limit itself; ours comes after it. */
const DEADLINE_GRACE_MS = 500;
const INSERT_TIMEOUT: CallLimits = { timeoutMs: 60_000 };
const NO_LIMITS: CallLimits = { timeoutMs: MAX_TIMER };
const MAX_REPEATS = 3;
const FIRST_PAUSE_MS = 50;
const PING_MS = 2000;
const RECOVERY_PING_MS = 200;

type Repeat = (error: unknown) => boolean;

const errorCode = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? '';

/** What never reached a server. */
const REPEAT_UNSENT: Repeat = (error) => errorCode(error) === 'ECONNREFUSED';

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT']);

const isConnectionError: Repeat = (error) =>
  CONNECTION_CODES.has(errorCode(error)) || (error instanceof Error && /socket hang up|aborted/.test(error.message));

/** Codes of servers that are starting or stopping, too. */
const REPEAT_ANY: Repeat = (error) => isConnectionError(error) || ['236', '745'].includes(errorCode(error));

const unreachable = (url: string, error: unknown): QuartetError => {
  const detail = error instanceof Error ? error.message || errorCode(error) : String(error);
  if (error instanceof ClickHouseError) return fromException(detail, Number(error.code), error);
  return gone(`ClickHouse at ${url} cannot be reached: ${detail}`, error);
};

const settings = ({ timeoutMs, maxMemory }: QueryLimits): Record<string, string | number> => ({
  max_execution_time: Math.max(0.001, Math.round(timeoutMs) / 1000),
  max_memory_usage: String(Math.floor(maxMemory)),
  // Lists of ids make long statements.
  max_query_size: String(64 << 20),
});

/** A statement with its parameters as a form, which holds more than an address may. */
function statement(
  sql: string,
  params: QueryParams,
  headers: Record<string, string> = {},
): { query: string; http_headers: Record<string, string> } {
  const entries = Object.entries(params);
  if (entries.length === 0) return { query: sql, http_headers: headers };
  const boundary = `quartet-${randomUUID()}`;
  const part = ([name, value]: readonly [string, string]): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const parts = [
    ['query', sql] as const,
    ...entries.map(([name, value]) => [`param_${name}`, parameterText(value)] as const),
  ];
  return {
    query: `${parts.map(part).join('')}--${boundary}--\r\n`,
    http_headers: { ...headers, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  };
}

/** Blocks consist of many small pieces; a write for each would cost more than this copy. */
function* joined(blocks: readonly Uint8Array[]): Generator<Uint8Array> {
  let small: Uint8Array[] = [];
  let bytes = 0;
  for (const block of blocks) {
    small.push(block);
    bytes += block.length;
    if (bytes < WRITE_BYTES) continue;
    yield small.length === 1 ? block : Buffer.concat(small);
    small = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(small);
}

const WRITE_BYTES = 65_536;
