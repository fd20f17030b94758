import type { WebSocket } from 'ws';
import type { AnsweredEntry } from '../../../logql/answer.js';
import { sameEntryKey } from '../../../logql/tail/same-entry.js';
import type { TailListener, TailSource, TailSubscription } from '../../../logql/tail/tail-source.js';
import { toQuartetError } from '../../../model/errors.js';
import { type Labels, labelsToObject } from '../../../model/labels.js';
import type { Tenant } from '../../../model/tenant.js';
import { type EntryEncoder, sizeOf } from './encoded-entry.js';
import type { TailParameters } from './parameters.js';
import { TailBuffer } from './tail-buffer.js';

/** Close codes of https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
export const GOING_AWAY = 1001;
export const INTERNAL_ERROR = 1011;

/** While this much waits in the socket nothing is added, bytes. */
const SOCKET_BYTES = 256 << 10;
/** Entries wait at least so long for older ones, ms. */
const LEAST_HOLD = 200;
const PING_INTERVAL = 15_000;
/** A client of which nothing is heard, and that takes nothing, for so long is gone, ms. */
const SILENCE = 60_000;
/** How long a client may take to answer a close, ms. */
const CLOSE_GRACE = 2_000;
/** Bytes that the reason of a close may have. */
const MAX_REASON = 123;

export interface TailSessionOptions {
  readonly source: TailSource;
  readonly tenant: Tenant;
  readonly parameters: TailParameters;
  readonly encoder: EntryEncoder;
  /** The newest entries since the start that the client asked for, oldest first. */
  readonly history: (signal: AbortSignal) => Promise<readonly AnsweredEntry[]>;
  /** Characters of entries that may wait for the client. */
  readonly maxBufferSize: () => number;
  readonly onEnd: () => void;
}

/** One client that follows a query: first what was there, then what comes. */
export class TailSession implements TailListener {
  private readonly buffer: TailBuffer;
  private readonly subscription: TailSubscription;
  private readonly gone = new AbortController();
  /** What comes while the history is still being read; it may be in the history too. */
  private early: { readonly entry: AnsweredEntry; readonly turn: number }[] | undefined = [];
  private earlySize = 0;
  /** What of the history may still come again. */
  private repeats: { readonly until: number; readonly keys: ReadonlySet<string> } | undefined;
  private lastHeard = performance.now();
  private lastPing = performance.now();
  private lastWritten = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly options: TailSessionOptions,
  ) {
    const { source, tenant, parameters, encoder, maxBufferSize } = options;
    const holdMs = Math.max(LEAST_HOLD, parameters.delayMs);
    this.buffer = new TailBuffer({ holdMs, maxSize: maxBufferSize, categorize: encoder.categorize });
    socket.once('close', () => this.end());
    // A broken frame: ws answers it with a close.
    socket.on('error', () => undefined);
    for (const event of ['message', 'ping', 'pong'] as const) {
      socket.on(event, () => {
        this.lastHeard = performance.now();
      });
    }
    // Not by ws itself: answers to a client that pings and never reads would pile up.
    socket.on('ping', (data) => {
      if (this.isOpen && socket.bufferedAmount < SOCKET_BYTES) socket.pong(data);
    });
    this.subscription = source.subscribe(tenant, parameters.query, this);
    void this.readHistory();
  }

  entry(entry: AnsweredEntry, turn: number): void {
    if (this.early !== undefined) {
      this.early.push({ entry, turn });
      this.earlySize += sizeOf(this.options.encoder.encode(entry));
      if (this.earlySize > this.options.maxBufferSize()) this.dropHalf(this.early);
      return;
    }
    if (this.repeats !== undefined) {
      if (turn > this.repeats.until) this.repeats = undefined;
      else if (this.repeats.keys.has(keyOf(entry))) return;
    }
    this.buffer.add(this.options.encoder.encode(entry), performance.now());
  }

  missed(stream: Labels, ns: bigint): void {
    this.buffer.noteDropped(JSON.stringify(labelsToObject(stream)), ns);
  }

  /** Sends what is due. To be called several times a second. */
  flush(): void {
    const now = performance.now();
    this.watch(now);
    while (this.isOpen && this.socket.bufferedAmount < SOCKET_BYTES) {
      const message = this.early === undefined ? this.buffer.nextFrame(now) : undefined;
      if (message === undefined) return;
      this.socket.send(message, this.onSent);
    }
  }

  /** Tells the client that, and why, it is over. */
  close(code: number, reason: string): void {
    this.end();
    this.socket.close(
      code,
      Buffer.from(reason)
        .subarray(0, MAX_REASON)
        .toString('utf8')
        .replace(/\ufffd$/, ''),
    );
    setTimeout(() => this.socket.terminate(), CLOSE_GRACE).unref();
  }

  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private readonly onSent = (error?: Error | null): void => {
    if (!error) this.lastWritten = performance.now();
  };

  private async readHistory(): Promise<void> {
    try {
      const history = await this.options.history(this.gone.signal);
      this.repeats = { until: this.subscription.overlap, keys: new Set(history.map(keyOf)) };
      const early = this.early ?? [];
      this.early = undefined;
      for (const entry of history) this.buffer.add(this.options.encoder.encode(entry), 0);
      for (const { entry, turn } of early) this.entry(entry, turn);
    } catch (error) {
      if (this.isOpen) this.close(INTERNAL_ERROR, toQuartetError(error).message);
    }
  }

  /** The store is slow: of what came meanwhile the older half goes. */
  private dropHalf(early: { readonly entry: AnsweredEntry }[]): void {
    for (const { entry } of early.splice(0, Math.ceil(early.length / 2))) {
      const encoded = this.options.encoder.encode(entry);
      this.earlySize -= sizeOf(encoded);
      this.buffer.noteDropped(encoded.stream, encoded.ns);
    }
  }

  /** Pings a client, and gives one up that is silent. */
  private watch(now: number): void {
    if (now - Math.max(this.lastHeard, this.lastWritten) > SILENCE) {
      this.socket.terminate();
    } else if (this.isOpen && now - this.lastPing > PING_INTERVAL) {
      this.lastPing = now;
      this.socket.ping();
    }
  }

  private end(): void {
    if (this.gone.signal.aborted) return;
    this.gone.abort();
    this.subscription.end();
    this.options.onEnd();
  }
}

const keyOf = ({ ns, line, labels }: AnsweredEntry): string =>
  sameEntryKey({ ns, line, labels: labels.stream, metadata: labels.metadata });
