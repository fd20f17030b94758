import type { UserOverrides, VersionedOverrides } from '../api/tempo/user-overrides.js';
import { NO_VERSION } from '../api/tempo/user-overrides.js';
import { defaultConfig } from '../config/defaults.js';
import { readOriginal } from '../config/originals/read-original.js';
import { type TempoTenantValues, tempoTenantKey } from '../config/originals/runtime-config.js';
import { tempoUserOverrides } from '../config/originals/tempo-overrides.js';
import { YamlFile } from '../config/yaml-file.js';
import { QuartetError } from '../model/errors.js';
import type { Tenant } from '../model/tenant.js';
import type { TraceMetricsSettings } from '../model/trace-metric-settings.js';
import type { Documents, StoredDocument } from '../storage/interface.js';
import { shownGeneratorOverrides } from './shown-generator-overrides.js';

export interface TempoUserOverridesOptions {
  readonly documents: Documents;
  /** What holds for a tenant. */
  readonly traceMetricsOf: (tenant: Tenant) => TraceMetricsSettings;
  /** Current time in ms. */
  readonly now: () => number;
  readonly logger: { warn(fields: object, message: string): void };
}

const KIND = 'tempo-overrides';
const KEY = 'overrides';
/** How often others' changes are looked for. */
const READ_AGAIN_MS = 30_000;
/** Each is held in memory. */
const MAX_TENANTS = 1000;

interface Entry extends VersionedOverrides {
  /** As it is stored. */
  readonly body: string;
  readonly values: TempoTenantValues;
}

/** What tenants set over Tempo's API, kept in the store. Several programs on one store share it. */
export class TempoUserOverrides implements UserOverrides {
  private readonly entries = new Map<Tenant, Entry>();
  private work: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private lastVersion = 0;

  constructor(private readonly options: TempoUserOverridesOptions) {}

  /** Puts all of them in force; looks again every 30 seconds. Rejects where the store cannot be read. */
  async start(): Promise<void> {
    await this.inTurn(() => this.read());
    this.timer = setInterval(() => {
      this.inTurn(() => this.read()).catch((error: Error) => {
        this.options.logger.warn({ error: error.message }, 'overrides of tenants could not be read again');
      });
    }, READ_AGAIN_MS);
    this.timer.unref();
  }

  /** Resolves when nothing of it runs. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.work;
  }

  /** What a tenant has set, by the keys of our settings; the same object until it changes. */
  readonly valuesOf = (tenant: Tenant): TempoTenantValues | undefined => this.entries.get(tenant)?.values;

  /** Those who have set anything. */
  tenants(): readonly Tenant[] {
    return [...this.entries.keys()];
  }

  get(tenant: Tenant): VersionedOverrides | undefined {
    return this.entries.get(tenant);
  }

  merged(tenant: Tenant): object {
    const { traceMetricsOf } = this.options;
    return {
      ...this.get(tenant)?.overrides,
      metrics_generator: shownGeneratorOverrides(traceMetricsOf(tenant)),
    };
  }

  set(tenant: Tenant, overrides: unknown, expected: string): Promise<string | undefined> {
    return this.inTurn(async () => {
      if ((this.entries.get(tenant)?.version ?? NO_VERSION) !== expected) return undefined;
      const values = valuesIn(overrides);
      if (!this.entries.has(tenant) && this.entries.size >= MAX_TENANTS)
        throw new QuartetError('limit_exceeded', `${MAX_TENANTS} tenants have overrides already`);
      const version = this.nextVersion();
      const body = JSON.stringify({ version, overrides });
      await this.options.documents.put([{ tenant, kind: KIND, key: KEY, body }]);
      this.entries.set(tenant, { overrides: overrides as object, version, body, values });
      return version;
    });
  }

  remove(tenant: Tenant, expected: string): Promise<boolean> {
    return this.inTurn(async () => {
      if (this.entries.get(tenant)?.version !== expected) return false;
      await this.options.documents.remove([{ tenant, kind: KIND, key: KEY }]);
      this.entries.delete(tenant);
      return true;
    });
  }

  /** Changes come one after another. */
  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.work.then(task);
    this.work = done.catch(() => undefined);
    return done;
  }

  private async read(): Promise<void> {
    const stored = await this.options.documents.list(KIND);
    const found = new Set(stored.map(({ tenant }) => tenant));
    for (const tenant of this.entries.keys()) if (!found.has(tenant)) this.entries.delete(tenant);
    for (const document of stored) {
      if (this.entries.get(document.tenant)?.body !== document.body) this.take(document);
    }
  }

  /** What another version of the program has stored may be more than this one knows; what was in force then stays. */
  private take({ tenant, body }: StoredDocument): void {
    try {
      const { version, overrides } = JSON.parse(body) as VersionedOverrides;
      this.entries.set(tenant, { version, overrides, body, values: valuesIn(overrides) });
    } catch (error) {
      this.options.logger.warn({ tenant, error: (error as Error).message }, 'overrides of a tenant are not taken over');
    }
  }

  /** µs since 1970, as Tempo's are. */
  private nextVersion(): string {
    this.lastVersion = Math.max(this.lastVersion + 1, this.options.now() * 1000);
    return String(this.lastVersion);
  }
}

const NAME = 'overrides';
/** Characters of what one tenant sets. */
const MAX_LENGTH = 256 << 10;

/** Throws `too_large`, or `invalid_argument` with all that Tempo would not take. */
function valuesIn(overrides: unknown): TempoTenantValues {
  const text = JSON.stringify(overrides);
  if (text.length > MAX_LENGTH) throw new QuartetError('too_large', `overrides may have ${MAX_LENGTH} characters`);
  const file = new YamlFile(NAME, text);
  const { given, problems } = readOriginal(file, 'Tempo', tempoUserOverrides, { defaults: defaultConfig() });
  if (problems.length > 0) {
    throw new QuartetError(
      'invalid_argument',
      problems.map((problem) => problem.replace(/^overrides:\d+: /, '')).join('; '),
    );
  }
  const values: [key: string, value: unknown][] = [];
  for (const { setting, value } of given) {
    const key = tempoTenantKey(setting);
    if (key !== undefined) values.push([key, value]);
  }
  return Object.fromEntries(values);
}
