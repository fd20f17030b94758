import { setTimeout as delay } from 'node:timers/promises';
import { type ChdbResult, drainPending, Session } from 'chdb';
import { QuartetError } from '../../model/errors.js';
import type { QueryLimits } from '../interface.js';
import { literal } from '../sql/literal.js';
import { exceptionCode, fromException, gone } from './clickhouse-error.js';
import { canceled, Lane, MAX_TIMER } from './lane.js';
import { Lease, type ParameterTexts, type StatementLimits } from './lease.js';
import { NICE } from './nice.js';

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

/**
 * chdb's sessions on one data directory. A session runs one statement at a time, so reads, inserts and other statements
 * each have sessions of their own and wait for none of the others. One more session does nothing but cancel.
 *
 * chdb starts a stream on the calling thread: there the query is parsed and planned, and sub-queries behind `IN` or in
 * place of a scalar are run, for milliseconds to seconds. An answer that comes whole holds other threads alone. So every
 * query is first asked for a whole answer, and only one that is too large for that is asked again as a stream.
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
      const make = (count: number, nice?: number): Lease[] => Array.from({ length: count }, () => this.connect(nice));
      const [reading, writing, commanding] = [make(readers), make(writers, NICE.insert), make(1)];
      this.canceller = this.session();
      for (const lease of this.all) await lease.execute(`SET log_comment = ${literal(lease.tag)}`);
      // ClickHouse would give a query one thread for each GiB of its memory limit; ours is a laptop's.
      for (const lease of reading) await lease.execute('SET max_threads_min_free_memory_per_thread = 0');
      // Inserts are many and small: threads for each would only switch.
      for (const lease of writing) await lease.execute('SET max_threads = 1, max_insert_threads = 1');
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
   * The bytes of an answer in Native, piece by piece, each of whole blocks. The signal and the time limit cancel the query.
   * Of an answer that may be larger than `MAX_WHOLE_BYTES` (`isLarge`), or is, each piece is fetched as it is asked for:
   * breaking off the loop cancels the query, and a caller that does not come back for more gives up its session at the
   * time limit.
   */
  async *stream(sql: string, params: ParameterTexts, limits: QueryLimits): AsyncGenerator<Uint8Array> {
    const deadline = performance.now() + limits.timeoutMs;
    const whole = limits.isLarge === true ? undefined : await this.whole(sql, params, limits);
    if (whole === undefined) yield* this.pieces(sql, params, limits, deadline);
    else if (whole.length > 0) yield whole;
  }

  /** Undefined when the answer is too large for it. */
  private async whole(sql: string, params: ParameterTexts, limits: QueryLimits): Promise<Uint8Array | undefined> {
    try {
      return (await this.execute('readers', sql, params, limits, MAX_WHOLE_BYTES)).bytes();
    } catch (error) {
      if (error instanceof QuartetError && isAnswerTooLarge(error)) return undefined;
      throw error;
    }
  }

  private async *pieces(
    sql: string,
    params: ParameterTexts,
    limits: QueryLimits,
    deadline: number,
  ): AsyncGenerator<Uint8Array> {
    this.expectOpen();
    const lease = await this.readers.acquire({ ...limits, timeoutMs: remainingUntil(deadline) });
    let stream: ReturnType<Session['queryStream']> | undefined;
    lease.busy = true;
    let ended: QuartetError | undefined;
    let released = false;
    const release = async (): Promise<void> => {
      if (released) return;
      released = true;
      unwatch();
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
    const remaining = remainingUntil(deadline);
    // ClickHouse keeps the limit itself; the timer is for callers that do not fetch.
    const unwatch = watch(limits, remaining, end);
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
    await this.execute(lane, sql, params, limits);
  }

  /** With `maxAnswerBytes` the answer is in Native, otherwise there is none. */
  private async execute(
    lane: 'readers' | 'writers' | 'commands',
    sql: string,
    params: ParameterTexts,
    limits: StatementLimits,
    maxAnswerBytes?: number,
  ): Promise<ChdbResult> {
    this.expectOpen();
    const { timeoutMs = MAX_TIMER } = limits;
    const deadline = performance.now() + timeoutMs;
    const lease = await this[lane].acquire({ ...limits, timeoutMs });
    lease.busy = true;
    let ended: QuartetError | undefined;
    const end = (error: QuartetError): void => {
      if (ended !== undefined) return;
      ended = error;
      lease.cancelled = this.cancel(lease);
    };
    const remaining = remainingUntil(deadline);
    // ClickHouse keeps the limit itself, in whole seconds.
    const unwatch = watch({ ...limits, timeoutMs }, remaining, end);
    try {
      const own = limits.timeoutMs === undefined ? limits : { ...limits, timeoutMs: remaining };
      await lease.prepare(params, own, maxAnswerBytes);
      if (ended !== undefined) throw ended;
      return await lease.execute(sql, maxAnswerBytes === undefined ? 'Null' : 'Native');
    } catch (error) {
      throw ended ?? fromChdb(error);
    } finally {
      lease.busy = false;
      unwatch();
      await lease.cancelled;
      this[lane].release(lease);
    }
  }

  /** Ends what runs on a session within milliseconds; the session must not be given on before this settles. */
  private async cancel(lease: Lease): Promise<void> {
    const sql = `KILL QUERY WHERE Settings['log_comment'] = ${literal(lease.tag)} ASYNC`;
    for (let pause = 10; lease.busy && this.canceller !== undefined; pause = Math.min(pause * 2, MAX_KILL_PAUSE_MS)) {
      await this.canceller.queryAsync(sql, { format: 'Null' }).catch(() => undefined);
      await delay(pause);
    }
  }

  private expectOpen(): void {
    if (this.closing) throw stopped();
  }

  private connect(nice?: number): Lease {
    const lease = new Lease(this.session(), `quartet-session-${this.all.length}`, nice);
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

/** What of an answer may be held, and decoded at once. */
const MAX_WHOLE_BYTES = 8 << 20;

/** How much later than ClickHouse's own time limit ours acts. */
const TIMER_GRACE_MS = 200;

const MAX_KILL_PAUSE_MS = 200;

/** Whole ms, at least one. */
const remainingUntil = (deadline: number): number => Math.max(1, Math.ceil(deadline - performance.now()));

/** Ends a statement when its signal fires or `remaining` ms and a little are over. Gives what ends the watch. */
function watch(
  { timeoutMs, signal }: Pick<QueryLimits, 'timeoutMs' | 'signal'>,
  remaining: number,
  end: (error: QuartetError) => void,
): () => void {
  const onAbort = (): void => end(canceled());
  const timer = setTimeout(() => end(timedOut(timeoutMs)), Math.min(remaining + TIMER_GRACE_MS, MAX_TIMER));
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) onAbort();
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}

const stopped = (): QuartetError => gone('the engine is stopped');

const timedOut = (timeoutMs: number): QuartetError =>
  new QuartetError('timeout', `the query took longer than its time limit of ${timeoutMs} ms`);

function fromChdb(error: unknown): QuartetError {
  if (error instanceof QuartetError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return fromException(message, exceptionCode(message), error);
}

/** TOO_MANY_ROWS_OR_BYTES, which ClickHouse says of `max_result_bytes` among others. */
const TOO_LARGE = 396;

const isAnswerTooLarge = ({ cause }: QuartetError): boolean =>
  cause instanceof Error && exceptionCode(cause.message) === TOO_LARGE;
