import { readFile } from 'node:fs/promises';
import type { Overrides, RuntimeConfig } from '../config/originals/runtime-config.js';
import type { Tenant } from '../model/tenant.js';

export interface TenantLimitsOptions<L> {
  /** What holds where nothing is said of a tenant. */
  readonly common: L;
  /** Under which name the files speak of all tenants that they say nothing else of. */
  readonly everyOther?: string;
  /** Files of limits for single tenants, and how often they are looked at, ms; 0 for once. */
  readonly files: readonly string[];
  readonly period: number;
  readonly read: (files: readonly string[]) => Pick<RuntimeConfig<L>, 'overrides' | 'problems'>;
  readonly logger: { info(message: string): void; warn(message: string): void };
}

/**
 * What each tenant may do: the limits of all tenants, with those that the override files of an original give it in their
 * place. The files are looked at again every `period`; where there is anything wrong in what changed, what was read last
 * stays and a warning says so, once.
 */
export class TenantLimits<L extends object> {
  /** Whether the files were good when they were looked at last. */
  isGood = true;
  private overrides: Overrides<L> = new Map();
  /** Limits made of what the files say: one object for each of its parts, whoever it holds for, until the files change. */
  private readonly known = new WeakMap<object, L>();
  private seen: string;
  private timer: NodeJS.Timeout | undefined;
  private checking: Promise<void> | undefined;

  private constructor(
    private readonly options: TenantLimitsOptions<L>,
    seen: string,
  ) {
    this.seen = seen;
  }

  /** Reads the files. What is wrong in them was told when the configuration was loaded; the rest counts. */
  static async open<L extends object>(options: TenantLimitsOptions<L>): Promise<TenantLimits<L>> {
    const limits = new TenantLimits(options, await contentOf(options.files));
    const { overrides, problems } = options.read(options.files);
    limits.overrides = overrides;
    limits.isGood = problems.length === 0;
    return limits;
  }

  /** What holds for a tenant now. */
  readonly of = (tenant: Tenant): L => {
    const { everyOther } = this.options;
    const own = this.overrides.get(tenant) ?? (everyOther === undefined ? undefined : this.overrides.get(everyOther));
    if (own === undefined) return this.options.common;
    let limits = this.known.get(own);
    if (limits === undefined) {
      limits = { ...this.options.common, ...own };
      this.known.set(own, limits);
    }
    return limits;
  };

  /** Those of whom the files say something. */
  tenants(): readonly Tenant[] {
    return [...this.overrides.keys()];
  }

  start(): void {
    const { files, period } = this.options;
    if (files.length > 0 && period > 0) this.timer = setInterval(() => void this.check(), period);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.checking;
  }

  /** Takes over what changed in the files; resolves when what is there now holds or was refused. Never rejects. */
  check(): Promise<void> {
    this.checking ??= this.reload().finally(() => {
      this.checking = undefined;
    });
    return this.checking;
  }

  private async reload(): Promise<void> {
    const { logger, files, read } = this.options;
    const content = await contentOf(files);
    if (content === this.seen) return;
    this.seen = content;
    const { overrides, problems } = read(files);
    this.isGood = problems.length === 0;
    if (!this.isGood) {
      logger.warn(`the limits of tenants stay as they were: ${problems.join('; ')}`);
      return;
    }
    this.overrides = overrides;
    logger.info(`limits of ${overrides.size} tenants were read from ${files.join(', ')}`);
  }
}

/** Tells whether anything changed: the texts of the files, and which cannot be read. */
async function contentOf(files: readonly string[]): Promise<string> {
  const texts = await Promise.all(
    files.map((file) => readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => ({ code: error.code }))),
  );
  return JSON.stringify(texts);
}
