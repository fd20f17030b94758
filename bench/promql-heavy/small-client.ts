import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface SmallClientOptions {
  readonly url: string;
  /** Time of the newest sample, ms. */
  readonly end: number;
}

/** What was answered since it was last asked for. */
export interface SmallTimes {
  readonly answered: { readonly name: string; readonly ms: number }[];
  readonly failures: string[];
}

/** Asks small questions in a thread of its own, so that reading heavy answers does not show in its times. */
export class SmallClient {
  private readonly worker: Worker;

  constructor(options: SmallClientOptions) {
    this.worker = new Worker(new URL('./small-client-main.js', import.meta.url), { workerData: options });
  }

  async take(): Promise<SmallTimes> {
    this.worker.postMessage('take');
    const [times] = (await once(this.worker, 'message')) as [SmallTimes];
    return times;
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
