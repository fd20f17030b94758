import { BytesCache } from '../../lib/bytes-cache.js';
import { OwnerSalts } from '../../lib/owner-salts.js';
import { QuartetError } from '../../model/errors.js';
import { type Labels, labelsFrom, labelValue } from '../../model/labels.js';
import type { LokiLimits } from '../../model/loki-limits.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import { type LevelDetector, normalLevel } from '../../pipeline/log-level.js';
import { RateLimit } from '../../pipeline/rate-limit.js';
import { LabelSyntaxError } from '../../wire/loki/label-string.js';
import { type Refusal, refusals } from './refusals.js';

/** A stream that entries may be added to. */
export interface KnownStream {
  readonly ref: SeriesRef;
  /** The level that a label of the stream gives to all its entries, or ''. */
  readonly level: string;
  readonly rate: RateLimit;
}

export type StreamLookup = { readonly stream: KnownStream } | { readonly refusal: Refusal };

/** Makes labels of what a sender wrote; throws `LabelSyntaxError`. */
export type LabelParser = (source: Uint8Array, start: number, end: number) => Labels;

const SERVICE_NAME = 'service_name';
const UNKNOWN_SERVICE = 'unknown_service';

/** Bytes of label strings that are kept to recognise streams. */
const CACHE_BYTES = 16 * 1024 * 1024;

/** Finds streams by the bytes of their labels; checks and completes the labels of those that are new. */
export class StreamTable {
  private readonly known = new BytesCache<StreamLookup & { readonly stream: KnownStream }>(CACHE_BYTES);
  /** However its labels are written, a stream has one rate. */
  private readonly byRef = new WeakMap<SeriesRef, KnownStream>();
  private readonly salts = new OwnerSalts();

  constructor(
    private readonly index: SeriesIndex,
    private readonly limits: LokiLimits,
    private readonly levels: LevelDetector,
    private readonly now: () => number,
  ) {}

  /** The stream whose labels are `source[start, end)`. Labels that cannot be read throw `invalid_argument`. */
  find(tenant: Tenant, source: Uint8Array, start: number, end: number, parse: LabelParser): StreamLookup {
    const salt = this.salts.of(tenant);
    const known = this.known.get(source, start, end, salt);
    if (known !== undefined) return known;
    const found = this.withLabels(tenant, this.parsed(source, start, end, parse));
    if ('stream' in found) this.known.set(source, start, end, found, salt);
    return found;
  }

  /** The stream with these labels, completed by `service_name`; `hints` are looked at for the service after the labels. */
  withLabels(tenant: Tenant, given: Labels, hints: ReadonlyMap<string, string> = NO_HINTS): StreamLookup {
    const labels = this.withService(given, hints);
    const refusal = this.check(labels);
    if (refusal !== undefined) return { refusal };
    const ref = this.index.intern(tenant, labels);
    let stream = this.byRef.get(ref);
    if (stream === undefined) {
      const { perStreamRateLimit, perStreamRateLimitBurst } = this.limits;
      const rate = new RateLimit(perStreamRateLimit, perStreamRateLimitBurst, this.now());
      stream = { ref, level: this.levelOf(labels), rate };
      this.byRef.set(ref, stream);
    }
    return { stream };
  }

  private parsed(source: Uint8Array, start: number, end: number, parse: LabelParser): Labels {
    try {
      return parse(source, start, end);
    } catch (error) {
      if (!(error instanceof LabelSyntaxError)) throw error;
      throw new QuartetError('invalid_argument', `couldn't parse labels: ${error.message}`);
    }
  }

  private withService(labels: Labels, hints: ReadonlyMap<string, string>): Labels {
    const { discoverServiceName } = this.limits;
    if (discoverServiceName.length === 0 || labelValue(labels, SERVICE_NAME) !== '') return labels;
    let service = '';
    for (const name of discoverServiceName) {
      service = labelValue(labels, name) || (hints.get(name) ?? '');
      if (service !== '') break;
    }
    const pairs: [string, string][] = [[SERVICE_NAME, service || UNKNOWN_SERVICE]];
    for (let i = 0; i < labels.length; i += 2) pairs.push([labels[i]!, labels[i + 1]!]);
    return labelsFrom(pairs);
  }

  private check(labels: Labels): Refusal | undefined {
    const { maxLabelNamesPerSeries, maxLabelNameLength, maxLabelValueLength } = this.limits;
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

  private levelOf(labels: Labels): string {
    for (let i = 0; i < labels.length; i += 2) {
      if (this.levels.isField(labels[i]!)) return normalLevel(labels[i + 1]!);
    }
    return '';
  }
}

const NO_HINTS: ReadonlyMap<string, string> = new Map();
