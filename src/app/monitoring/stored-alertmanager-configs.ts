import type { TenantConfigDocument, TenantConfigs } from '../../api/alertmanager/tenant-configs.js';
import { nextTurn } from '../../lib/turns.js';
import type { AlertmanagerLimits } from '../../model/alertmanager-limits.js';
import { QuartetError } from '../../model/errors.js';
import type { Tenant } from '../../model/tenant.js';
import type { Documents } from '../../storage/interface.js';
import type { Clock } from '../../telemetry/clock.js';
import type { Logger } from '../../telemetry/logger.js';
import type { AlertmanagerFile } from './monitoring-files.js';
import { tenantAlertmanagerFile } from './tenant-alertmanager-file.js';
import { readTenantConfigDocument } from './tenant-config-document.js';

export interface StoredAlertmanagerConfigsOptions {
  readonly documents: Documents;
  /** Those of now. */
  readonly limitsOf: (tenant: Tenant) => AlertmanagerLimits;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Puts a tenant's configuration in force; undefined: it has none of its own any more. */
  readonly apply: (tenant: Tenant, file: AlertmanagerFile | undefined) => Promise<void>;
}

const KIND = 'alertmanager-config';
const KEY = 'config';

/** How often others' changes are looked for. */
const READ_AGAIN_MS = 30_000;

/** Each is held in memory. */
const MAX_TENANTS = 1000;

interface Entry {
  /** As it is stored. */
  readonly body: string;
  readonly document: TenantConfigDocument;
  /** Undefined where this program cannot read what another one has stored. */
  readonly file: AlertmanagerFile | undefined;
}

/** Configurations that tenants set over the API rather than by a file. Several programs on one store share them. */
export class StoredAlertmanagerConfigs implements TenantConfigs {
  private readonly entries = new Map<Tenant, Entry>();
  private work: Promise<unknown> = Promise.resolve();
  private cancel: () => void = () => undefined;
  private isStopped = false;

  constructor(private readonly options: StoredAlertmanagerConfigsOptions) {}

  /** Puts all of them in force; looks again every 30 seconds. Rejects where the store cannot be read. */
  async start(): Promise<void> {
    await this.inTurn(() => this.read());
    this.schedule();
  }

  /** Resolves when nothing of it runs. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.work;
  }

  tenants(): readonly Tenant[] {
    return [...this.entries.keys()];
  }

  get(tenant: Tenant): TenantConfigDocument {
    const found = this.entries.get(tenant);
    if (found === undefined) throw new QuartetError('not_found', 'alertmanager storage object not found');
    return found.document;
  }

  async set(tenant: Tenant, text: string): Promise<void> {
    const { documents, limitsOf, apply, logger } = this.options;
    const document = readTenantConfigDocument(text, limitsOf(tenant));
    const file = tenantAlertmanagerFile(document);
    const body = JSON.stringify(document);
    await this.inTurn(async () => {
      if (!this.entries.has(tenant) && this.entries.size >= MAX_TENANTS)
        throw new QuartetError('limit_exceeded', `${MAX_TENANTS} tenants have a configuration already`);
      await documents.put([{ tenant, kind: KIND, key: KEY, body }]);
      this.entries.set(tenant, { body, document, file });
      await apply(tenant, file);
      logger.info({ tenant }, 'the Alertmanager configuration of a tenant was set');
    });
  }

  async remove(tenant: Tenant): Promise<void> {
    const { documents, apply, logger } = this.options;
    await this.inTurn(async () => {
      await documents.remove([{ tenant, kind: KIND, key: KEY }]);
      if (!this.entries.delete(tenant)) return;
      await apply(tenant, undefined);
      logger.info({ tenant }, 'the Alertmanager configuration of a tenant was taken away');
    });
  }

  shown(): Readonly<Record<Tenant, TenantConfigDocument>> {
    const sorted = [...this.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted.map(([tenant, { document, file }]) => [
        tenant,
        { ...document, alertmanager_config: file?.config.text ?? '' },
      ]),
    );
  }

  private schedule(): void {
    if (this.isStopped) return;
    const { clock, logger } = this.options;
    this.cancel = clock.at(clock.now() + READ_AGAIN_MS, async () => {
      await this.inTurn(() => this.read()).catch((error: Error) =>
        logger.warn({ error: error.message }, 'Alertmanager configurations were not read again; those of before go on'),
      );
      this.schedule();
    });
  }

  /** Takes over what is stored now and was not known. */
  private async read(): Promise<void> {
    if (this.isStopped) return;
    const { documents, apply } = this.options;
    const stored = await documents.list(KIND);
    for (const tenant of this.tenants()) {
      if (stored.some((one) => one.tenant === tenant)) continue;
      this.entries.delete(tenant);
      await apply(tenant, undefined);
    }
    for (const { tenant, body } of stored) {
      if (this.entries.get(tenant)?.body === body) continue;
      await nextTurn();
      const entry = this.entryOf(tenant, body);
      this.entries.set(tenant, entry);
      await apply(tenant, entry.file);
    }
  }

  private entryOf(tenant: Tenant, body: string): Entry {
    let document: TenantConfigDocument = { template_files: {}, alertmanager_config: '' };
    try {
      document = JSON.parse(body) as TenantConfigDocument;
      return { body, document, file: tenantAlertmanagerFile(document) };
    } catch (error) {
      const { message } = error as Error;
      this.options.logger.warn({ tenant, error: message }, 'a stored Alertmanager configuration cannot be read');
      return { body, document, file: undefined };
    }
  }

  /** Changes and reads follow each other, so that a read never takes back a change. */
  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.work.then(task);
    this.work = done.catch(() => undefined);
    return done;
  }
}
