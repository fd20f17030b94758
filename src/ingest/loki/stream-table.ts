import { BytesCache } from '../../lib/bytes-cache.js';
import { OwnerSalts } from '../../lib/owner-salts.js';
import { QuartetError } from '../../model/errors.js';
import { type Labels, labelsFrom, labelValue } from '../../model/labels.js';
import type { LokiLimits } from '../../model/loki-limits.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import { type LevelDetector, normalLevel } from '../../pipeline/log-level.js';
import { ACTIVE_MS, ActiveSeries } from '../../pipeline/metric-intake/active-series.js';
import { RateLimit } from '../../pipeline/rate-limit.js';
import { LabelSyntaxError } from '../../wire/loki/label-string.js';
import { type Refusal, refusals } from './refusals.js';

/** A stream that entries may be added to. */
export interface KnownStream {
  readonly ref: SeriesRef;
  /** The level that a label of the stream gives to all its entries, or ''. */
  readonly level: string;
  readonly rate: RateLimit;
  /** Under which its labels were found good. */
  readonly limits: LokiLimits;
  /** Until when it counts as active without being noted again, ms. */
  readonly notedUntil: number;
}

/** What a tenant's streams are judged by. */
export interface StreamRules {
  readonly limits: LokiLimits;
  readonly levels: LevelDetector;
}

export type StreamLookup = { readonly stream: KnownStream } | { readonly refusal: Refusal };

/** Makes labels of what a sender wrote; throws `LabelSyntaxError`. */
export type LabelParser = (source: Uint8Array, start: number, end: number) => Labels;

const SERVICE_NAME = 'service_name';
const UNKNOWN_SERVICE = 'unknown_service';

/** Bytes of label strings that are kept to recognise streams. */
const CACHE_BYTES = 16 * 1024 * 1024;

/** How often a stream that is written to is noted as active, ms. */
const NOTE_INTERVAL_MS = ACTIVE_MS / 4;

/** Tenants whose streams are counted; of more the oldest start anew. */
const MAX_TENANTS = 10_000;

/** Finds streams by the bytes of their labels; checks and completes the labels of those that are new, or whose limits are. */
export class StreamTable {
  private readonly known = new BytesCache<StreamLookup & { readonly stream: KnownStream }>(CACHE_BYTES);
  /** However its labels are written, a stream has one rate. */
  private readonly byRef = new WeakMap<SeriesRef, KnownStream>();
  private readonly salts = new OwnerSalts();
  /** Streams of the tenants that may only have so many. */
  private readonly active = new Map<Tenant, ActiveSeries>();

  constructor(
    private readonly index: SeriesIndex,
    private readonly now: () => number,
  ) {}

  /** The stream whose labels are `source[start, end)`. Labels that cannot be read throw `invalid_argument`. */
  find(
    tenant: Tenant,
    rules: StreamRules,
    source: Uint8Array,
    start: number,
    end: number,
    parse: LabelParser,
  ): StreamLookup {
    const salt = this.salts.of(tenant);
    const known = this.known.get(source, start, end, salt);
    if (known !== undefined && this.holds(known.stream, rules)) return known;
    const found = this.withLabels(tenant, rules, this.parsed(source, start, end, parse));
    if ('stream' in found) this.known.set(source, start, end, found, salt);
    return found;
  }

  /** The stream with these labels, completed by `service_name`; `hints` are looked at for the service after the labels. */
  withLabels(
    tenant: Tenant,
    rules: StreamRules,
    given: Labels,
    hints: ReadonlyMap<string, string> = NO_HINTS,
  ): StreamLookup {
    const { limits, levels } = rules;
    const labels = withService(given, limits.discoverServiceName, hints);
    const refusal = check(labels, limits);
    if (refusal !== undefined) return { refusal };
    const ref = this.index.intern(tenant, labels);
    const known = this.byRef.get(ref);
    if (known !== undefined && this.holds(known, rules)) return { stream: known };
    const now = this.now();
    const maxStreams = Math.min(limits.maxStreamsPerUser, limits.maxGlobalStreamsPerUser);
    const isCounted = maxStreams !== Number.POSITIVE_INFINITY;
    if (isCounted && !this.activeOf(tenant, now).admits(ref, maxStreams, now)) {
      return { refusal: refusals.tooManyStreams(labels, tenant) };
    }
    const { perStreamRateLimit, perStreamRateLimitBurst } = limits;
    const rate =
      known?.rate.rate === perStreamRateLimit && known.rate.burst === perStreamRateLimitBurst
        ? known.rate
        : new RateLimit(perStreamRateLimit, perStreamRateLimitBurst, now);
    const notedUntil = isCounted ? now + NOTE_INTERVAL_MS : Number.POSITIVE_INFINITY;
    const stream = { ref, level: levelOf(labels, levels), rate, limits, notedUntil };
    this.byRef.set(ref, stream);
    return { stream };
  }

  /** Whether what was found of a stream is still so. */
  private holds({ limits, notedUntil }: KnownStream, rules: StreamRules): boolean {
    return limits === rules.limits && (notedUntil === Number.POSITIVE_INFINITY || this.now() < notedUntil);
  }

  private activeOf(tenant: Tenant, now: number): ActiveSeries {
    let active = this.active.get(tenant);
    if (active === undefined) {
      const [oldest] = this.active.keys();
      if (this.active.size >= MAX_TENANTS && oldest !== undefined) this.active.delete(oldest);
      active = new ActiveSeries(now);
      this.active.set(tenant, active);
    }
    return active;
  }

  private parsed(source: Uint8Array, start: number, end: number, parse: LabelParser): Labels {
    try {
      return parse(source, start, end);
    } catch (error) {
      if (!(error instanceof LabelSyntaxError)) throw error;
      throw new QuartetError('invalid_argument', `couldn't parse labels: ${error.message}`);
    }
  }
}

function withService(labels: Labels, discovered: readonly string[], hints: ReadonlyMap<string, string>): Labels {
  if (discovered.length === 0 || labelValue(labels, SERVICE_NAME) !== '') return labels;
  let service = '';
  for (const name of discovered) {
    service = labelValue(labels, name) || (hints.get(name) ?? '');
    if (service !== '') break;
  }
  const pairs: [string, string][] = [[SERVICE_NAME, service || UNKNOWN_SERVICE]];
  for (let i = 0; i < labels.length; i += 2) pairs.push([labels[i]!, labels[i + 1]!]);
  return labelsFrom(pairs);
}

function check(labels: Labels, limits: LokiLimits): Refusal | undefined {
  const { maxLabelNamesPerSeries, maxLabelNameLength, maxLabelValueLength } = limits;
  const count = labels.length / 2 - (labelValue(labels, SERVICE_NAME) === '' ? 0 : 1);
  if (count > maxLabelNamesPerSeries) return refusals.tooManyLabels(labels, count, maxLabelNamesPerSeries);
  for (let i = 0; i < labels.length; i += 2) {
    const name = labels[i]!;
    const value = labels[i + 1]!;
    if (Buffer.byteLength(name) > maxLabelNameLength) return refusals.labelNameTooLong(labels, name);
    if (Buffer.byteLength(value) > maxLabelValueLength) return refusals.labelValueTooLong(labels, value);
  }
  return undefined;
}

function levelOf(labels: Labels, levels: LevelDetector): string {
  for (let i = 0; i < labels.length; i += 2) {
    if (levels.isField(labels[i]!)) return normalLevel(labels[i + 1]!);
  }
  return '';
}

const NO_HINTS: ReadonlyMap<string, string> = new Map();
