import { Alertmanager } from '../../alerting/alertmanager.js';
import type { Integration } from '../../alerting/notify/integration.js';
import { createIntegrations } from '../../alerting/receivers/create-integrations.js';
import type { ReceiverConfig } from '../../alerting/receivers/receiver-config.js';
import { NotificationTemplates } from '../../alerting/template/notification-templates.js';
import { createHttpClient } from '../../lib/http-client/create-http-client.js';
import type { HttpClient } from '../../lib/http-client/http-client.js';
import type { AlertSink, PostedAlert } from '../../model/alert.js';
import type { AlertmanagerLimits } from '../../model/alertmanager-limits.js';
import type { Tenant } from '../../model/tenant.js';
import type { Documents } from '../../storage/interface.js';
import type { Clock } from '../../telemetry/clock.js';
import type { Logger } from '../../telemetry/logger.js';
import type { AlertmanagerFile } from './monitoring-files.js';

export interface AlertmanagersOptions {
  readonly documents: Documents;
  readonly clock: Clock;
  readonly externalUrl: string;
  readonly peer: { readonly position: number; readonly peers: number };
  readonly peerTimeoutMs: number;
  readonly retentionMs: number;
  /** Those of now. */
  readonly limitsOf: (tenant: Tenant) => AlertmanagerLimits;
  readonly logger: Logger;
}

/** Tenants that have an Alertmanager at once; the alerts of others are refused. */
const MAX_TENANTS = 1000;

/** An Alertmanager for each tenant that has alerts, all with one configuration. */
export class Alertmanagers implements AlertSink {
  private readonly byTenant = new Map<Tenant, Promise<Alertmanager<ReceiverConfig>>>();
  private clients: HttpClient[] = [];
  private makeIntegrations: (receiver: ReceiverConfig) => readonly Integration[];

  /** Throws `TemplateError` for templates that are none. */
  constructor(
    private file: AlertmanagerFile,
    private readonly options: AlertmanagersOptions,
  ) {
    this.makeIntegrations = this.integrationsOf(file);
  }

  /** That of a tenant, with what it knew when the program stopped. */
  of(tenant: Tenant): Promise<Alertmanager<ReceiverConfig>> {
    let one = this.byTenant.get(tenant);
    if (one === undefined) {
      if (this.byTenant.size >= MAX_TENANTS)
        return Promise.reject(new Error(`${MAX_TENANTS} tenants have alerts already`));
      one = this.open(tenant);
      this.byTenant.set(tenant, one);
      // The next one who asks tries again.
      one.catch(() => this.byTenant.delete(tenant));
    }
    return one;
  }

  async send(tenant: Tenant, alerts: readonly PostedAlert[]): Promise<void> {
    try {
      await (await this.of(tenant)).send(tenant, alerts);
    } catch (error) {
      this.options.logger.warn({ tenant, error: (error as Error).message }, 'alerts were not taken');
    }
  }

  /** Goes on with another configuration. Throws `TemplateError`; nothing has changed then. */
  async apply(file: AlertmanagerFile): Promise<void> {
    this.makeIntegrations = this.integrationsOf(file);
    this.file = file;
    const before = this.clients;
    this.clients = [];
    for (const one of this.byTenant.values()) (await one).apply(file.config);
    await Promise.all(before.map((client) => client.close()));
  }

  async stop(): Promise<void> {
    const all = await Promise.allSettled(this.byTenant.values());
    await Promise.all(all.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
    await Promise.all(this.clients.map((client) => client.close()));
  }

  private async open(tenant: Tenant): Promise<Alertmanager<ReceiverConfig>> {
    const { documents, clock, peer, peerTimeoutMs, retentionMs, limitsOf, logger } = this.options;
    const one = new Alertmanager<ReceiverConfig>({
      config: this.file.config,
      documents,
      clock,
      integrations: (receiver) => this.makeIntegrations(receiver),
      peer,
      peerTimeoutMs,
      retentionMs,
      limits: () => limitsOf(tenant),
      logger,
      tenant,
    });
    await one.start();
    return one;
  }

  private integrationsOf({ templates: files }: AlertmanagerFile): (receiver: ReceiverConfig) => readonly Integration[] {
    const { clock, externalUrl } = this.options;
    const templates = new NotificationTemplates(files, clock);
    return (receiver) =>
      createIntegrations(receiver, {
        templates,
        externalUrl,
        httpClient: (config) => {
          const client = createHttpClient(config);
          this.clients.push(client);
          return client;
        },
      });
  }
}
