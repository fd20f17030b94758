import { randomUUID } from 'node:crypto';
import type { AlertmanagerLimits } from '../../model/alertmanager-limits.js';
import { QuartetError } from '../../model/errors.js';
import type { Labels } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { Documents } from '../../storage/interface.js';
import type { Clock } from '../../telemetry/clock.js';
import { compileMatchers, type LabelTest } from '../matchers/matcher.js';
import { canBecome, checkSilence, type Silence, type SilenceRequest, silenceState } from './silence.js';
import type { SilenceRecords } from './silence-records.js';

const KIND = 'silence';

interface Known {
  silence: Silence;
  readonly matches: LabelTest;
}

/** All silences, those that have ended for as long as they are kept. Changes are stored before they count. */
export class Silences {
  private readonly known = new Map<string, Known>();
  /** In the order in which they became known; a silence's matchers never change. */
  private readonly order: string[] = [];
  /** Of an alert the silences that match it, of those up to a place in the order. */
  private readonly matched = new Map<string, { upTo: number; ids: readonly string[] }>();

  constructor(
    private readonly documents: Documents,
    private readonly tenant: Tenant,
    private readonly clock: Clock,
    private readonly records: SilenceRecords,
    /** How long those that have ended are kept, ms. */
    private readonly retentionMs: number,
    private readonly limits: () => Pick<
      AlertmanagerLimits,
      'alertmanagerMaxSilencesCount' | 'alertmanagerMaxSilenceSizeBytes'
    >,
  ) {}

  /** Reads what is stored; of two versions the later counts. */
  async load(): Promise<void> {
    for (const { key, body } of await this.documents.list(KIND, this.tenant)) {
      const silence = JSON.parse(body) as Silence;
      const known = this.known.get(key);
      if (known === undefined || known.silence.updatedAtMs < silence.updatedAtMs) this.keep(silence);
    }
  }

  all(): Silence[] {
    return [...this.known.values()].map(({ silence }) => silence);
  }

  get(id: string): Silence | undefined {
    return this.known.get(id)?.silence;
  }

  /**
   * Begins a silence, or changes the one that is named where that is possible without rewriting the past; else that one
   * ends and another begins. Gives the id. Throws `QuartetError`: `invalid_argument`, `not_found`, `resource_exhausted`.
   */
  async set(request: SilenceRequest): Promise<string> {
    const nowMs = this.clock.now();
    const { id, ...fields } = request;
    const before = id === undefined || id === '' ? undefined : this.named(id);
    checkSilence(request, nowMs);
    if (before !== undefined && canBecome(before, request, nowMs)) {
      await this.store({ ...fields, id: before.id, updatedAtMs: nowMs }, 'updated');
      return before.id;
    }
    const { alertmanagerMaxSilencesCount: most } = this.limits();
    if (this.known.size >= most)
      throw new QuartetError(
        'resource_exhausted',
        `exceeded maximum number of silences: ${this.known.size} (limit: ${most}, alertmanager_max_silences_count)`,
      );
    if (before !== undefined && silenceState(before, nowMs) !== 'expired')
      await this.store(ended(before, nowMs), 'expired');
    const startsAtMs = Math.max(fields.startsAtMs, nowMs);
    const silence: Silence = { ...fields, startsAtMs, id: randomUUID(), updatedAtMs: nowMs };
    await this.store(silence, 'created');
    return silence.id;
  }

  /** Ends a silence now. Throws `QuartetError`: `not_found`; `invalid_argument` where it has ended already. */
  async expire(id: string): Promise<void> {
    const nowMs = this.clock.now();
    const silence = this.named(id);
    if (silenceState(silence, nowMs) === 'expired')
      throw new QuartetError('invalid_argument', `silence ${id} already expired`);
    await this.store(ended(silence, nowMs), 'expired');
  }

  /** Ids of the active silences that match an alert. */
  silencing(labels: Labels, fingerprint: string): string[] {
    const nowMs = this.clock.now();
    return this.matching(labels, fingerprint).filter((id) => {
      const silence = this.get(id);
      return silence !== undefined && silenceState(silence, nowMs) === 'active';
    });
  }

  /** Forgets those that ended too long ago, and what is known of alerts that are gone. */
  async collect(inUse: (fingerprint: string) => boolean): Promise<void> {
    for (const key of this.matched.keys()) if (!inUse(key)) this.matched.delete(key);
    const before = this.clock.now() - this.retentionMs;
    const old = this.all().filter(({ endsAtMs }) => endsAtMs <= before);
    if (old.length === 0) return;
    await this.documents.remove(old.map(({ id }) => ({ tenant: this.tenant, kind: KIND, key: id })));
    for (const { id } of old) this.known.delete(id);
    this.order.splice(0, this.order.length, ...this.known.keys());
    this.matched.clear();
  }

  private matching(labels: Labels, fingerprint: string): readonly string[] {
    const cached = this.matched.get(fingerprint);
    if (cached?.upTo === this.order.length) return cached.ids;
    const fresh = this.order.slice(cached?.upTo ?? 0).filter((id) => this.known.get(id)?.matches(labels));
    const ids = [...(cached?.ids ?? []), ...fresh];
    this.matched.set(fingerprint, { upTo: this.order.length, ids });
    return ids;
  }

  private named(id: string): Silence {
    const silence = this.get(id);
    if (silence === undefined) throw new QuartetError('not_found', `silence ${id} not found`);
    return silence;
  }

  private async store(silence: Silence, change: 'created' | 'updated' | 'expired'): Promise<void> {
    const body = JSON.stringify(silence);
    const bytes = Buffer.byteLength(body);
    const { alertmanagerMaxSilenceSizeBytes: most } = this.limits();
    // A silence can be ended whatever holds now.
    if (bytes > most && change !== 'expired')
      throw new QuartetError(
        'invalid_argument',
        `silence exceeded maximum size: ${bytes} bytes (limit: ${most} bytes, alertmanager_max_silence_size_bytes)`,
      );
    await this.documents.put([
      { tenant: this.tenant, kind: KIND, key: silence.id, body },
      this.records.document(silence, change),
    ]);
    this.keep(silence);
  }

  private keep(silence: Silence): void {
    const known = this.known.get(silence.id);
    if (known !== undefined) {
      known.silence = silence;
      return;
    }
    this.known.set(silence.id, { silence, matches: compileMatchers(silence.matchers) });
    this.order.push(silence.id);
  }
}

const ended = (silence: Silence, nowMs: number): Silence => ({
  ...silence,
  startsAtMs: Math.min(silence.startsAtMs, nowMs),
  endsAtMs: nowMs,
  updatedAtMs: nowMs,
});
