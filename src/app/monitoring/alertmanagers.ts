import { Alertmanager } from '../../alerting/alertmanager.js';
import type { AlertmanagerConfig } from '../../alerting/alertmanager-config.js';
import type { ReceiverConfig } from '../../alerting/receivers/receiver-config.js';
import { NotificationTemplates } from '../../alerting/template/notification-templates.js';
import type { AlertSink, PostedAlert } from '../../model/alert.js';
import type { AlertmanagerLimits } from '../../model/alertmanager-limits.js';
import type { Tenant } from '../../model/tenant.js';
import type { Documents } from '../../storage/interface.js';
import type { Clock } from '../../telemetry/clock.js';
import type { Logger } from '../../telemetry/logger.js';
import type { AlertmanagerFile } from './monitoring-files.js';
import { ReceiverIntegrations } from './receiver-integrations.js';

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

/** What an Alertmanager works by. */
interface Setup {
  readonly config: AlertmanagerConfig<ReceiverConfig>;
  readonly templates: NotificationTemplates;
}

interface Running {
  readonly alertmanager: Alertmanager<ReceiverConfig>;
  readonly integrations: ReceiverIntegrations;
}

/** An Alertmanager for each tenant that has alerts, by a configuration of its own or by that of all. */
export class Alertmanagers implements AlertSink {
  private readonly byTenant = new Map<Tenant, Promise<Running>>();
  private readonly own = new Map<Tenant, Setup>();
  private common: Setup;
  private isStopped = false;
  private opening: Promise<void> = Promise.resolve();

  /** Throws `TemplateError` for templates that are none. */
  constructor(
    file: AlertmanagerFile,
    private readonly options: AlertmanagersOptions,
  ) {
    this.common = this.setup(file);
  }

  /** That of a tenant, with what it knew when the program stopped. */
  async of(tenant: Tenant): Promise<Alertmanager<ReceiverConfig>> {
    let one = this.byTenant.get(tenant);
    if (one === undefined) {
      if (this.byTenant.size >= MAX_TENANTS) throw new Error(`${MAX_TENANTS} tenants have alerts already`);
      one = this.begin(tenant);
      this.byTenant.set(tenant, one);
      // The next one who asks tries again.
      one.catch(() => this.byTenant.delete(tenant));
    }
    return (await one).alertmanager;
  }

  /** Begins those of these tenants, one after the other and behind the caller's back, so that what they knew goes on. */
  open(tenants: readonly Tenant[]): void {
    this.opening = this.openAll(tenants);
  }

  async send(tenant: Tenant, alerts: readonly PostedAlert[]): Promise<void> {
    try {
      await (await this.of(tenant)).send(tenant, alerts);
    } catch (error) {
      this.options.logger.warn({ tenant, error: (error as Error).message }, 'alerts were not taken');
    }
  }

  /** Goes on with another configuration of all. Throws `TemplateError`; nothing has changed then. */
  async apply(file: AlertmanagerFile): Promise<void> {
    this.common = this.setup(file);
    for (const tenant of this.byTenant.keys()) if (!this.own.has(tenant)) await this.applyTo(tenant);
  }

  /** Gives a tenant a configuration of its own; undefined: that of all. Throws as `apply` does. */
  async applyOwn(tenant: Tenant, file: AlertmanagerFile | undefined): Promise<void> {
    if (file === undefined) this.own.delete(tenant);
    else this.own.set(tenant, this.setup(file));
    await this.applyTo(tenant);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.opening;
    const all = await Promise.allSettled(this.byTenant.values());
    await Promise.all(
      all.map(async (one) => {
        if (one.status === 'rejected') return;
        await one.value.alertmanager.stop();
        await one.value.integrations.replace(() => undefined);
      }),
    );
  }

  private async openAll(tenants: readonly Tenant[]): Promise<void> {
    for (const tenant of tenants) {
      if (this.isStopped) return;
      await this.of(tenant).catch((error: Error) =>
        this.options.logger.warn({ tenant, error: error.message }, 'the Alertmanager of a tenant did not begin'),
      );
    }
  }

  /** One that is only beginning has the configuration of when it began, so that it too is told. */
  private async applyTo(tenant: Tenant): Promise<void> {
    const running = await this.byTenant.get(tenant)?.catch(() => undefined);
    await running?.integrations.replace(() => running.alertmanager.apply(this.setupOf(tenant).config));
  }

  private async begin(tenant: Tenant): Promise<Running> {
    const { documents, clock, externalUrl, peer, peerTimeoutMs, retentionMs, limitsOf, logger } = this.options;
    const integrations = new ReceiverIntegrations(() => this.setupOf(tenant).templates, externalUrl);
    const alertmanager = new Alertmanager<ReceiverConfig>({
      config: this.setupOf(tenant).config,
      documents,
      clock,
      integrations: integrations.of,
      peer,
      peerTimeoutMs,
      retentionMs,
      limits: () => limitsOf(tenant),
      logger,
      tenant,
    });
    await alertmanager.start();
    return { alertmanager, integrations };
  }

  private setupOf(tenant: Tenant): Setup {
    return this.own.get(tenant) ?? this.common;
  }

  private setup({ config, templates }: AlertmanagerFile): Setup {
    return { config, templates: new NotificationTemplates(templates, this.options.clock) };
  }
}
