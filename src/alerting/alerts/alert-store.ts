import type { AlertmanagerLimits } from '../../model/alertmanager-limits.js';
import type { Tenant } from '../../model/tenant.js';
import type { Documents, StoredDocument } from '../../storage/interface.js';
import type { Logger } from '../../telemetry/logger.js';
import { type Alert, merged, resolvedAt, sizeOf } from './alert.js';

const KIND = 'alert';

/** Why an alert found no room. */
export interface Full {
  readonly full: string;
}

/** How far an alert is: what a restart must know beside the alert itself. */
type Stage = 'firing' | 'resolved' | 'told';

/** All alerts that are known, by fingerprint, with a copy in documents for the next start. Bounded in number. */
export class AlertStore {
  private readonly alerts = new Map<string, Alert>();
  /** Bytes of all alerts. */
  private bytes = 0;
  /** Of each alert what its document says. */
  private readonly written = new Map<string, Stage>();
  private readonly waiting = new Map<string, Stage | 'gone'>();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly documents: Documents,
    private readonly tenant: Tenant,
    private readonly logger: Pick<Logger, 'warn'>,
    private readonly limits: () => Pick<
      AlertmanagerLimits,
      'alertmanagerMaxAlertsCount' | 'alertmanagerMaxAlertsSizeBytes'
    >,
  ) {}

  /**
   * Those of the last run. One that fired then gets `resolveTimeoutMs` for somebody to repeat it. Gives those whose
   * receivers may not know how they stand.
   */
  async load(nowMs: number, resolveTimeoutMs: number): Promise<Alert[]> {
    const untold: Alert[] = [];
    for (const { key, body } of await this.documents.list(KIND, this.tenant)) {
      const { stage, ...saved } = JSON.parse(body) as Alert & { stage: Stage };
      const endsAtMs = Math.max(saved.endsAtMs, nowMs + resolveTimeoutMs);
      const alert: Alert = stage === 'firing' ? { ...saved, endsAtMs, timeout: true } : saved;
      this.keep(key, alert);
      this.written.set(key, stage);
      if (stage !== 'told') untold.push(alert);
    }
    return untold;
  }

  get size(): number {
    return this.alerts.size;
  }

  values(): Iterable<Alert> {
    return this.alerts.values();
  }

  get(fingerprint: string): Alert | undefined {
    return this.alerts.get(fingerprint);
  }

  /**
   * Takes what came and gives the alert as it now is; `unchanged` when a resolved one was told of again; what is full where
   * there is no room for another.
   */
  put(received: Alert, nowMs: number): Alert | 'unchanged' | Full {
    const known = this.alerts.get(received.fingerprint);
    const full = this.fullFor(received, known);
    if (full !== undefined) return full;
    const alert = known === undefined ? received : merged(known, received);
    const ended = resolvedAt(alert, nowMs);
    if (known !== undefined && ended && known.startsAtMs === alert.startsAtMs && known.endsAtMs === alert.endsAtMs)
      return 'unchanged';
    this.keep(alert.fingerprint, alert);
    this.note(alert.fingerprint, ended ? 'resolved' : 'firing');
    return alert;
  }

  /** An alert is seen to have ended. */
  ended(alert: Alert): void {
    if (this.alerts.get(alert.fingerprint) === alert) this.note(alert.fingerprint, 'resolved');
  }

  /** Nobody is left to be told that an alert has ended. */
  told(alert: Alert): void {
    if (this.alerts.get(alert.fingerprint) === alert) this.note(alert.fingerprint, 'told');
  }

  /** Forgets alerts that have ended and whose receivers know it. */
  collect(nowMs: number, inUse: (alert: Alert) => boolean): void {
    for (const [key, alert] of this.alerts) {
      if (!resolvedAt(alert, nowMs) || inUse(alert)) continue;
      this.alerts.delete(key);
      this.bytes -= sizeOf(alert);
      this.waiting.set(key, 'gone');
    }
  }

  /** Resolves when what changed is stored, or could not be: then it is tried again the next time. */
  save(): Promise<void> {
    if (this.waiting.size === 0) return this.writing;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private keep(key: string, alert: Alert): void {
    const known = this.alerts.get(key);
    this.bytes += sizeOf(alert) - (known === undefined ? 0 : sizeOf(known));
    this.alerts.set(key, alert);
  }

  private fullFor(received: Alert, known: Alert | undefined): Full | undefined {
    const { alertmanagerMaxAlertsCount: most, alertmanagerMaxAlertsSizeBytes: mostBytes } = this.limits();
    if (known === undefined && this.alerts.size >= most)
      return { full: `too many alerts, limit: ${most} (alertmanager_max_alerts_count)` };
    if (mostBytes === Number.POSITIVE_INFINITY) return undefined;
    const bytes = this.bytes + sizeOf(received) - (known === undefined ? 0 : sizeOf(known));
    return bytes > mostBytes && bytes > this.bytes
      ? { full: `alerts too big, total size limit: ${mostBytes} bytes (alertmanager_max_alerts_size_bytes)` }
      : undefined;
  }

  private note(key: string, stage: Stage): void {
    if (this.written.get(key) === stage && !this.waiting.has(key)) return;
    this.waiting.set(key, stage);
  }

  private async write(): Promise<void> {
    const changes = [...this.waiting];
    this.waiting.clear();
    const puts: StoredDocument[] = [];
    const gone: Omit<StoredDocument, 'body'>[] = [];
    for (const [key, stage] of changes) {
      const name = { tenant: this.tenant, kind: KIND, key };
      const alert = this.alerts.get(key);
      if (stage === 'gone' && alert === undefined) gone.push(name);
      else if (alert !== undefined && stage !== 'gone')
        puts.push({ ...name, body: JSON.stringify({ ...alert, stage }) });
    }
    try {
      if (puts.length > 0) await this.documents.put(puts);
      if (gone.length > 0) await this.documents.remove(gone);
      for (const [key, stage] of changes) {
        if (stage === 'gone') this.written.delete(key);
        else this.written.set(key, stage);
      }
    } catch (error) {
      for (const [key, stage] of changes) if (!this.waiting.has(key)) this.waiting.set(key, stage);
      this.logger.warn({ err: error }, 'alerts could not be stored; the next change tries again');
    }
  }
}
