import type { Tenant } from '../../model/tenant.js';
import type { Documents } from '../../storage/interface.js';
import type { Logger } from '../../telemetry/logger.js';

const KIND = 'notification-log';

/** What an integration was last told of a group. Alerts by fingerprint; times in ms. */
export interface LogEntry {
  readonly firing: readonly string[];
  readonly resolved: readonly string[];
  readonly timestampMs: number;
  readonly expiresAtMs: number;
}

/**
 * Who was told what: by it nothing is told twice, not after a restart, and not by another instance on the same store.
 * https://prometheus.io/docs/alerting/latest/high_availability/
 */
export class NotificationLog {
  private readonly entries = new Map<string, LogEntry>();
  private readonly unsaved = new Set<string>();
  private reading: { readonly done: Promise<void>; begun: boolean } | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly documents: Documents,
    private readonly tenant: Tenant,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): LogEntry | undefined {
    return this.entries.get(key);
  }

  /**
   * When an integration (`pager/webhook/0`) was last told of alerts, of whichever group, ms; undefined: not within the time
   * that entries are kept. One that is not told of what resolved has entries for it all the same, which do not count.
   */
  lastTold(integration: string, sendResolved: boolean): number | undefined {
    const end = `}:${integration}`;
    let last: number | undefined;
    for (const [key, { firing, timestampMs }] of this.entries) {
      if (!key.endsWith(end) || (firing.length === 0 && !sendResolved)) continue;
      if (last === undefined || timestampMs > last) last = timestampMs;
    }
    return last;
  }

  /** Reads what is stored; of two entries the later counts. */
  async load(): Promise<void> {
    for (const { key, body } of await this.documents.list(KIND, this.tenant)) {
      const entry = JSON.parse(body) as LogEntry;
      const known = this.entries.get(key);
      if (known === undefined || known.timestampMs < entry.timestampMs) this.entries.set(key, entry);
    }
  }

  /** The same, begun after this call: many who ask at once share one read. Does not reject: the store may be away. */
  refresh(): Promise<void> {
    if (this.reading !== undefined && !this.reading.begun) return this.reading.done;
    const reading = {
      begun: false,
      done: this.last.then(async () => {
        reading.begun = true;
        try {
          await this.load();
        } catch (error) {
          this.logger.warn({ err: error }, 'the notification log could not be read: others may have notified already');
        }
      }),
    };
    this.reading = reading;
    this.last = reading.done;
    return reading.done;
  }

  /** Resolves when the entry is stored, or could not be: then `collect` tries again. */
  async put(key: string, entry: LogEntry): Promise<void> {
    this.entries.set(key, entry);
    this.unsaved.add(key);
    await this.save([key]);
  }

  /** Forgets what has expired of groups that are gone, and stores what could not be stored. */
  async collect(nowMs: number, inUse: ReadonlySet<string>): Promise<void> {
    const old = [...this.entries].filter(([key, { expiresAtMs }]) => expiresAtMs <= nowMs && !inUse.has(key));
    const expired = old.map(([key]) => key);
    for (const key of expired) {
      this.entries.delete(key);
      this.unsaved.delete(key);
    }
    await this.save([...this.unsaved]);
    if (expired.length === 0) return;
    try {
      await this.documents.remove(expired.map((key) => ({ tenant: this.tenant, kind: KIND, key })));
    } catch (error) {
      this.logger.warn({ err: error }, 'expired entries of the notification log could not be removed');
    }
  }

  private async save(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const saved = keys.map((key) => ({ key, entry: this.entries.get(key)! }));
    try {
      await this.documents.put(
        saved.map(({ key, entry }) => ({ tenant: this.tenant, kind: KIND, key, body: JSON.stringify(entry) })),
      );
      for (const { key, entry } of saved) if (this.entries.get(key) === entry) this.unsaved.delete(key);
    } catch (error) {
      this.logger.warn({ err: error }, 'the notification log could not be stored: a restart may notify again');
    }
  }
}
