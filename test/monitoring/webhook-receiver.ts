import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
interface Delivered {
  readonly status: string;
  readonly receiver: string;
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly alerts: readonly object[];
}

/** Takes the notifications of webhooks, those of each alert in their order. */
export class WebhookReceiver {
  /** Notifications that came. */
  count = 0;
  private readonly unread: Delivered[] = [];
  private look = () => {};
  private readonly server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.unread.push(JSON.parse(Buffer.concat(chunks).toString()) as Delivered);
    this.count++;
    response.end();
    this.look();
  });

  /** Resolves to the URL. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** The next notification about an alert that nobody has read; waits until it comes. */
  next(alertname: string): Promise<Delivered> {
    return new Promise((resolve) => {
      this.look = () => {
        const at = this.unread.findIndex(({ groupLabels }) => groupLabels.alertname === alertname);
        if (at < 0) return;
        this.look = () => {};
        resolve(this.unread.splice(at, 1)[0]!);
      };
      this.look();
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
