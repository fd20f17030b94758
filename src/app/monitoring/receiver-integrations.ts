import type { Integration } from '../../alerting/notify/integration.js';
import { createIntegrations } from '../../alerting/receivers/create-integrations.js';
import type { ReceiverConfig } from '../../alerting/receivers/receiver-config.js';
import type { NotificationTemplates } from '../../alerting/template/notification-templates.js';
import { createHttpClient } from '../../lib/http-client/create-http-client.js';
import type { HttpClient } from '../../lib/http-client/http-client.js';

/** Makes the integrations of one tenant's receivers, and keeps the HTTP clients that they notify with. */
export class ReceiverIntegrations {
  private clients: HttpClient[] = [];

  /** `templates`: those of now. */
  constructor(
    private readonly templates: () => NotificationTemplates,
    private readonly externalUrl: string,
  ) {}

  readonly of = (receiver: ReceiverConfig): readonly Integration[] =>
    createIntegrations(receiver, {
      templates: this.templates(),
      externalUrl: this.externalUrl,
      httpClient: (config) => {
        const client = createHttpClient(config);
        this.clients.push(client);
        return client;
      },
    });

  /** Runs `change`, which makes others in the place of those that there are; then closes the clients of these. */
  async replace(change: () => void): Promise<void> {
    const before = this.clients;
    this.clients = [];
    change();
    await Promise.all(before.map((client) => client.close()));
  }
}
