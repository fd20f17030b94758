import { setInterval } from 'node:timers';
import { Server, type ServerOptions } from '../support/server.js';
import type { Load } from './load.js';
import { LOADS, type LoadName } from './loads.js';
import type { Sender } from './sender.js';
import { readStored } from './stored.js';

/** The figures of one run: one load, so many senders, a new and empty server. */
export interface Figures {
  readonly load: LoadName;
  readonly senders: number;
  /** GB of raw bytes, or million items, that were acknowledged. */
  readonly amount: number;
  readonly per: Load['per'];
  readonly items: number;
  readonly seconds: number;
  /** Of the server, while the load ran, and up to when its merges were done. */
  readonly cpuSeconds: number;
  readonly cpuSecondsSettled: number;
  readonly senderCpuSeconds: number;
  readonly peakRss: number;
  /** Acknowledgements, ms. */
  readonly p50: number;
  readonly p99: number;
  readonly refusals: number;
  readonly parts: number;
  readonly diskBytes: number;
  /** CPU seconds by thread name while the load ran, largest first. */
  readonly threads: readonly (readonly [name: string, seconds: number])[];
}

const THREAD_LOOK_MS = 100;

/** Sends everything that `sender` has to a new server. Throws when rows are missing or there are too many. */
export async function run(name: LoadName, sender: Sender, senders: number, options: ServerOptions): Promise<Figures> {
  const load: Load = LOADS[name];
  const server = await Server.start(options);
  try {
    const threads = new ThreadTimes(server);
    const cpuBefore = server.cpuSeconds;
    const sent = await sender.send({ port: server.port(load.dialect), senders });
    const cpuSeconds = server.cpuSeconds - cpuBefore;
    const byThread = threads.stop();
    // V8's profiler never rests, so under it the merges are not waited for.
    if (options.profileDirectory === undefined) await server.settle();
    const cpuSecondsSettled = server.cpuSeconds - cpuBefore;
    const peakRss = server.peakRss;
    await server.stop();
    const stored = await readStored(server.dataDir, load.table);
    if (stored.rows !== sent.acknowledged) {
      throw new Error(`${name}: ${sent.acknowledged} rows were acknowledged, ${stored.rows} are stored`);
    }
    return {
      load: name,
      senders,
      amount: load.per === 'GB' ? sender.prepared.rawBytes / 1e9 : sent.acknowledged / 1e6,
      per: load.per,
      items: sent.acknowledged,
      seconds: sent.seconds,
      cpuSeconds,
      cpuSecondsSettled,
      senderCpuSeconds: sent.cpuSeconds,
      peakRss,
      p50: sent.p50,
      p99: sent.p99,
      refusals: sent.refusals,
      parts: stored.parts,
      diskBytes: stored.bytes,
      threads: byThread,
    };
  } finally {
    await server.stop();
    server.remove();
  }
}

/**
 * Adds up the CPU time of the server's threads by name. ClickHouse's threads come and go and take the name of their
 * work, so they are looked at often; what a thread used since the last look counts for the name that it has now.
 */
class ThreadTimes {
  private readonly last: Map<string, number>;
  private readonly seen = new Map<string, number>();
  private readonly byName = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly server: Server) {
    this.last = server.cpuByThread;
    for (const [key, seconds] of this.last) this.seen.set(threadId(key), seconds);
    this.timer = setInterval(() => this.look(), THREAD_LOOK_MS);
  }

  stop(): [string, number][] {
    clearInterval(this.timer);
    this.look();
    return [...this.byName].filter(([, seconds]) => seconds > 0).sort(([, a], [, b]) => b - a);
  }

  private look(): void {
    for (const [key, seconds] of this.server.cpuByThread) {
      const id = threadId(key);
      const name = key.slice(0, key.lastIndexOf(' '));
      const used = seconds - (this.seen.get(id) ?? 0);
      this.seen.set(id, seconds);
      if (used > 0) this.byName.set(name, (this.byName.get(name) ?? 0) + used);
    }
  }
}

const threadId = (key: string): string => key.slice(key.lastIndexOf(' ') + 1);
