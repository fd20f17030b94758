import type { HttpClient } from '../../lib/http-client/http-client.js';
import { statusLine } from '../../lib/http-client/status-line.js';
import type { PostedAlert } from '../../model/alert.js';
import type { Logger } from '../../telemetry/logger.js';
import { AlertQueue } from './alert-queue.js';
import { alertsBody } from './alerts-body.js';
import type { NotificationFigures } from './notification-figures.js';

/** Alerts that may wait for one Alertmanager. */
export const QUEUE_CAPACITY = 10_000;
const BATCH = 64;
const MAX_ANSWER_BYTES = 64 << 10;

/** How an Alertmanager is spoken to. */
export interface SenderOptions {
  readonly client: Pick<HttpClient, 'request'>;
  readonly timeoutMs: number;
}

/**
 * Sends alerts to one Alertmanager, batch by batch, each once: what still fires comes again by itself. One that is slow or
 * gone holds no other up.
 */
export class EndpointSender {
  private readonly queue = new AlertQueue<PostedAlert>(QUEUE_CAPACITY);
  private readonly given = new AbortController();
  private sending: Promise<void> = Promise.resolve();
  private isSending = false;
  private isEnding = false;

  constructor(
    readonly url: string,
    private options: SenderOptions,
    private readonly figures: NotificationFigures,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {
    figures.begin(url);
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** From the next batch on. */
  use(options: SenderOptions): void {
    this.options = options;
  }

  send(alerts: readonly PostedAlert[]): void {
    if (this.isEnding) return;
    const dropped = this.queue.push(alerts);
    if (dropped > 0) {
      this.figures.dropped.inc({ alertmanager: this.url }, dropped);
      this.logger.warn({ alertmanager: this.url, dropped }, 'too many alerts wait; the oldest were dropped');
    }
    if (!this.isSending) this.sending = this.work();
  }

  /** Takes no more; resolves when what waits is sent, or a batch of it failed. */
  async drain(): Promise<void> {
    this.isEnding = true;
    await this.sending;
  }

  /** Takes and sends no more; what is under way is given up. */
  async abandon(): Promise<void> {
    this.isEnding = true;
    this.drop(this.queue.take(QUEUE_CAPACITY).length);
    this.given.abort();
    await this.sending;
    this.figures.end(this.url);
  }

  private async work(): Promise<void> {
    this.isSending = true;
    while (this.queue.length > 0) {
      const batch = this.queue.take(BATCH);
      const isSent = await this.attempt(batch);
      if (isSent) continue;
      this.drop(batch.length);
      if (this.isEnding) this.drop(this.queue.take(QUEUE_CAPACITY).length);
    }
    this.isSending = false;
  }

  private async attempt(batch: readonly PostedAlert[]): Promise<boolean> {
    const { url: alertmanager, figures } = this;
    const end = figures.latency.startTimer({ alertmanager });
    const problem = await this.post(batch);
    end();
    figures.sent.inc({ alertmanager }, batch.length);
    if (problem === undefined) return true;
    figures.errors.inc({ alertmanager }, batch.length);
    this.logger.warn({ alertmanager, alerts: batch.length, error: problem }, 'alerts could not be sent');
    return false;
  }

  /** What went wrong. */
  private async post(batch: readonly PostedAlert[]): Promise<string | undefined> {
    const { client, timeoutMs } = this.options;
    try {
      const { status } = await client.request({
        method: 'POST',
        url: this.url,
        headers: { 'content-type': 'application/json' },
        body: alertsBody(batch),
        timeoutMs,
        maxBodyBytes: MAX_ANSWER_BYTES,
        signal: this.given.signal,
      });
      return status >= 200 && status < 300 ? undefined : `bad response status ${statusLine(status)}`;
    } catch (error) {
      return (error as Error).message;
    }
  }

  private drop(count: number): void {
    if (count > 0) this.figures.dropped.inc({ alertmanager: this.url }, count);
  }
}
