import { setTimeout as delay } from 'node:timers/promises';
import { drainPending, Session } from 'chdb';
import { QuartetError } from '../../model/errors.js';
import type { QueryLimits } from '../interface.js';
import { literal } from '../sql/literal.js';
import { exceptionCode, fromException, gone } from './clickhouse-error.js';
import { canceled, Lane, MAX_TIMER } from './lane.js';

export interface SessionsOptions {
  /** ClickHouse's data directory. A process can open one. */
  readonly path: string;
  /** Command-line arguments of the embedded server, which the first session starts. */
  readonly arguments: readonly string[];
  readonly readers: number;
  readonly writers: number;
  /** Calls of each kind that may wait for a session. */
  readonly maxWaiting: number;
}

/** Parameters of a query by name, each as `parameterText` writes it. */
export type ParameterTexts = ReadonlyMap<string, string>;

/** Limits of a statement; without a field it has none. */
export type StatementLimits = Partial<QueryLimits>;

/**
 * chdb's sessions on one data directory. A session runs one statement at a time, so reads, inserts and other statements
 * each have sessions of their own and wait for none of the others. One more session does nothing but cancel.
 *
 * chdb starts a stream on the calling thread: there the query is parsed and planned, and sub-queries behind `IN` or in
 * place of a scalar are run. Keep such sub-queries small; what follows runs on other threads.
 *
 * Use it from the process's main thread only, and with UV_THREADPOOL_SIZE above the number of sessions: each statement
 * that runs holds one of libuv's threads.
 */
export class Sessions {
  private readonly all: Lease[] = [];
  private canceller: Session | undefined;
  private readers = new Lane<Lease>([], 0);
  private writers = new Lane<Lease>([], 0);
  private commands = new Lane<Lease>([], 0);
  private closing = true;

  constructor(private readonly options: SessionsOptions) {}

  get open(): boolean {
    return !this.closing;
  }

  /** Rejects with `unavailable` when the directory cannot be opened. */
  async start(): Promise<void> {
    const { readers, writers, maxWaiting } = this.options;
    // A directory that was closed a moment ago may still be closing.
    await drainPending();
    try {
      const make = (count: number): Lease[] => Array.from({ length: count }, () => this.connect());
      const [reading, writing, commanding] = [make(readers), make(writers), make(1)];
      this.canceller = this.session();
      for (const lease of this.all) await run(lease.session, `SET log_comment = ${literal(lease.tag)}`);
      // ClickHouse would give a query one thread for each GiB of its memory limit; ours is a laptop's.
      for (const lease of reading) await run(lease.session, 'SET max_threads_min_free_memory_per_thread = 0');
      // Inserts are many and small: threads for each would only switch.
      for (const lease of writing) await run(lease.session, 'SET max_threads = 1, max_insert_threads = 1');
      this.readers = new Lane(reading, maxWaiting);
      this.writers = new Lane(writing, maxWaiting);
      this.commands = new Lane(commanding, maxWaiting);
      this.closing = false;
    } catch (error) {
      await this.closeSessions();
      throw gone(`cannot open the store in ${this.options.path}: ${(error as Error).message}`, error);
    }
  }

  /** Waits for what runs; who still waits for a session is refused. */
  async stop(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    const { readers, writers } = this.options;
    const lanes = [
      ...Array.from({ length: readers }, () => this.readers),
      ...Array.from({ length: writers }, () => this.writers),
      this.commands,
    ];
    for (const lane of new Set(lanes)) lane.close(stopped());
    await Promise.all(lanes.map((lane) => lane.acquire({ timeoutMs: MAX_TIMER })));
    await this.closeSessions();
  }

  /**
   * The bytes of an answer in Native, piece by piece, each of whole blocks. Breaking off the loop, the signal and the
   * time limit cancel the query. A caller that does not come back for more gives up its session at the time limit.
   */
  async *stream(sql: string, params: ParameterTexts, limits: QueryLimits): AsyncGenerator<Uint8Array> {
    this.expectOpen();
    const deadline = performance.now() + limits.timeoutMs;
    const lease = await this.readers.acquire(limits);
    let stream: ReturnType<Session['queryStream']> | undefined;
    lease.busy = true;
    let ended: QuartetError | undefined;
    let released = false;
    const release = async (): Promise<void> => {
      if (released) return;
      released = true;
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', onAbort);
      stream?.cancel();
      await lease.cancelled;
      this.readers.release(lease);
    };
    const end = (error: QuartetError): void => {
      if (ended !== undefined) return;
      ended = error;
      if (lease.busy) lease.cancelled = this.cancel(lease);
      else void release();
    };
    const onAbort = (): void => end(canceled());
    const remaining = Math.max(1, deadline - performance.now());
    // ClickHouse keeps the limit itself; the timer is for callers that do not fetch.
    const timer = setTimeout(() => end(timedOut(limits)), Math.min(remaining + TIMER_GRACE_MS, MAX_TIMER));
    limits.signal?.addEventListener('abort', onAbort);
    if (limits.signal?.aborted === true) onAbort();
    try {
      await lease.prepare(params, { ...limits, timeoutMs: remaining });
      if (ended !== undefined) throw ended;
      stream = lease.session.queryStream(sql, { format: 'Native' });
      for await (const chunk of stream) {
        if (ended !== undefined) throw ended;
        lease.busy = false;
        yield chunk.raw();
        if (ended !== undefined) throw ended;
        lease.busy = true;
      }
    } catch (error) {
      throw ended ?? fromChdb(error);
    } finally {
      // After a release at the time limit the lease is another caller's.
      if (!released) lease.busy = false;
      await release();
    }
    if (ended !== undefined) throw ended;
  }

  /** Runs a statement without an answer. */
  async run(lane: 'writers' | 'commands', sql: string, params: ParameterTexts, limits: StatementLimits): Promise<void> {
    this.expectOpen();
    const { timeoutMs = MAX_TIMER, signal } = limits;
    const lease = await this[lane].acquire({ timeoutMs, signal });
    lease.busy = true;
    const onAbort = (): void => {
      lease.cancelled = this.cancel(lease);
    };
    signal?.addEventListener('abort', onAbort);
    try {
      await lease.prepare(params, limits);
      if (signal?.aborted === true) throw canceled();
      await run(lease.session, sql);
    } catch (error) {
      throw signal?.aborted === true ? canceled() : fromChdb(error);
    } finally {
      lease.busy = false;
      signal?.removeEventListener('abort', onAbort);
      await lease.cancelled;
      this[lane].release(lease);
    }
  }

  /** Ends what runs on a session within milliseconds; the session must not be given on before this settles. */
  private async cancel(lease: Lease): Promise<void> {
    const sql = `KILL QUERY WHERE Settings['log_comment'] = ${literal(lease.tag)} ASYNC`;
    for (let pause = 10; lease.busy && this.canceller !== undefined; pause = Math.min(pause * 2, MAX_KILL_PAUSE_MS)) {
      await run(this.canceller, sql).catch(() => undefined);
      await delay(pause);
    }
  }

  private expectOpen(): void {
    if (this.closing) throw stopped();
  }

  private connect(): Lease {
    const lease = new Lease(this.session(), `quartet-session-${this.all.length}`);
    this.all.push(lease);
    return lease;
  }

  private session(): Session {
    return new Session(this.options.path, { connectionArgs: this.options.arguments });
  }

  private async closeSessions(): Promise<void> {
    for (const { session } of this.all) session.close();
    this.all.length = 0;
    this.canceller?.close();
    this.canceller = undefined;
    await drainPending();
  }
}

/** A session while one caller has it. */
class Lease {
  /** Settles when no KILL QUERY for it is on its way. */
  cancelled: Promise<void> = Promise.resolve();
  /** Whether a statement runs. */
  busy = false;
  private settings = '';
  private large: string[] = [];

  constructor(
    readonly session: Session,
    /** Marks its statements in system.processes. */
    readonly tag: string,
  ) {}

  /**
   * Sets limits and parameters for the next statement. Session parameters follow the same text form as HTTP's; chdb's own
   * binding takes JavaScript values instead, which a server behind HTTP does not have.
   */
  async prepare(params: ParameterTexts, limits: StatementLimits): Promise<void> {
    const seconds = limits.timeoutMs === undefined ? 0 : secondsOf(limits.timeoutMs);
    const nice = limits.isLarge === true ? LARGE_NICE : 0;
    const settings =
      `max_execution_time = ${seconds}, max_memory_usage = ${Math.floor(limits.maxMemory ?? 0)}, ` +
      `os_threads_nice_value_query = ${nice}`;
    const changes: string[] = settings === this.settings ? [] : [settings];
    for (const name of this.large) if (!params.has(name)) changes.push(`param_${name} = ''`);
    this.large = [];
    for (const [name, text] of params) {
      if (!/^\w+$/.test(name)) throw new QuartetError('internal', `invalid name of a query parameter: ${name}`);
      changes.push(`param_${name} = ${literal(text)}`);
      if (text.length > LARGE_PARAMETER) this.large.push(name);
    }
    if (changes.length > 0) await run(this.session, `SET ${changes.join(', ')}`);
    this.settings = settings;
  }
}

/**
 * Whole seconds, rounded up, from one on: what waited for a session has an odd number of ms left, and to tell ClickHouse
 * of each would double the statements just when it is busy. Streams have a timer of their own.
 */
const secondsOf = (timeoutMs: number): number =>
  timeoutMs < 1000 ? Math.max(0.001, Math.round(timeoutMs) / 1000) : Math.ceil(timeoutMs / 1000);

/** A session keeps parameters until they are set anew; those above this many characters are not left lying about. */
const LARGE_PARAMETER = 4096;

/**
 * Niceness of the threads of large queries, so that the event loop and small queries go first. Without CAP_SYS_NICE
 * ClickHouse leaves its threads as they are.
 */
const LARGE_NICE = 10;

/** How much later than ClickHouse's own time limit ours acts. */
const TIMER_GRACE_MS = 200;

const MAX_KILL_PAUSE_MS = 200;

const run = (session: Session, sql: string): Promise<unknown> => session.queryAsync(sql, { format: 'Null' });

const stopped = (): QuartetError => gone('the engine is stopped');

const timedOut = ({ timeoutMs }: QueryLimits): QuartetError =>
  new QuartetError('timeout', `the query took longer than its time limit of ${timeoutMs} ms`);

function fromChdb(error: unknown): QuartetError {
  if (error instanceof QuartetError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return fromException(message, exceptionCode(message), error);
}
