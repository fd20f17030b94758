import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { LoadName } from './loads.js';

/** What a sender has encoded. */
export interface Prepared {
  readonly bodies: number;
  readonly items: number;
  readonly rawBytes: number;
  readonly wireBytes: number;
}

export interface SendOrder {
  readonly port: number;
  readonly senders: number;
}

/** What a sender saw. Times of acknowledgements in ms. */
export interface Sent {
  readonly seconds: number;
  readonly acknowledged: number;
  /** Answers 429 and 503, each of which was sent again. */
  readonly refusals: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the sender itself. */
  readonly cpuSeconds: number;
}

/** A sender in a process of its own. */
export class Sender {
  private constructor(
    private readonly child: ChildProcess,
    readonly prepared: Prepared,
  ) {}

  /** Starts the process and waits until it has encoded `scale` times the load's amount. */
  static async prepare(load: LoadName, scale: number): Promise<Sender> {
    const child = fork(new URL('./sender-main.js', import.meta.url), [load, String(scale)]);
    return new Sender(child, await answer<Prepared>(child));
  }

  /** Sends everything; may be called again. */
  send(order: SendOrder): Promise<Sent> {
    const sent = answer<Sent>(this.child);
    this.child.send(order);
    return sent;
  }

  stop(): void {
    this.child.disconnect();
  }
}

/** The next message of a child; rejects when it ends before. */
export async function answer<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message as T),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`a process of the benchmark ended with ${code}`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}
