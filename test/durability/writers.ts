import { EventEmitter, once } from 'node:events';
import type { TestServer } from '../support/server.js';
import { type Answer, post } from '../support/server-requests.js';
import type { Sender } from './senders.js';

/** What became of a sender's batches. */
interface Progress {
  /** Numbers of the batches that were answered with success. */
  readonly acknowledged: number[];
  /** Batches that were begun; each is repeated until it is acknowledged. */
  begun: number;
}

/** Senders are told to wait for a second and more; tests have less patience. */
const RETRY_MS = 50;

/**
 * Senders that post batch after batch, several at once, and repeat what was not acknowledged once the server is there
 * again: the same bytes, as real senders do.
 */
export class Writers {
  readonly progress: ReadonlyMap<Sender, Progress>;
  private acknowledgements = 0;
  private refusals = 0;
  private readonly events = new EventEmitter().setMaxListeners(0);
  private readonly loops: Promise<void>[];
  private server: TestServer | undefined;
  private stopping = false;

  constructor(
    server: TestServer,
    senders: readonly Sender[],
    private readonly options: { readonly concurrency: number; readonly onAnswer?: (answer: Answer) => void },
  ) {
    this.server = server;
    this.progress = new Map(senders.map((sender) => [sender, { acknowledged: [], begun: 0 }]));
    this.loops = senders.flatMap((sender) => Array.from({ length: options.concurrency }, () => this.run(sender)));
  }

  /** Resolves when `count` more batches have been acknowledged. */
  async acknowledged(count: number): Promise<void> {
    const wanted = this.acknowledgements + count;
    while (this.acknowledgements < wanted) await once(this.events, 'acknowledged');
  }

  /** Resolves when `count` more batches have been answered with an error. */
  async refused(count: number): Promise<void> {
    const wanted = this.refusals + count;
    while (this.refusals < wanted) await once(this.events, 'refused');
  }

  /** Nothing is sent until `resume`. */
  pause(): void {
    this.server = undefined;
  }

  resume(server: TestServer): void {
    this.server = server;
    this.events.emit('there');
  }

  /** Ends after the batches that are under way; those that were not acknowledged are given up. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.events.emit('there');
    await Promise.all(this.loops);
  }

  private async run(sender: Sender): Promise<void> {
    const progress = this.progress.get(sender)!;
    while (!this.stopping) {
      const batch = progress.begun++;
      const body = sender.body(batch);
      while (!(await this.send(sender, body))) if (this.stopping) return;
      progress.acknowledged.push(batch);
      this.acknowledgements++;
      this.events.emit('acknowledged');
    }
  }

  private async send(sender: Sender, body: Buffer): Promise<boolean> {
    while (this.server === undefined && !this.stopping) await once(this.events, 'there');
    const { server } = this;
    if (server === undefined) return false;
    const answer = await post(server, sender.receiver, body).catch(() => undefined);
    const status = answer?.status ?? 0;
    if (answer !== undefined) this.options.onAnswer?.(answer);
    if (status >= 200 && status < 300) return true;
    // The server that was asked is gone: wait for the next rather than ask a dead port again and again.
    if (status === 0 && this.server === server && !server.isAlive) this.server = undefined;
    if (status === 0) return false;
    this.refusals++;
    this.events.emit('refused');
    await new Promise((later) => setTimeout(later, RETRY_MS));
    return false;
  }
}
