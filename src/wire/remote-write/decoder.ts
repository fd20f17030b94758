import { BytesCache } from '../../lib/bytes-cache.js';
import { OwnerSalts } from '../../lib/owner-salts.js';
import type { SampleGate } from '../../model/sample-gate.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import { countCharacters, MAX_EXEMPLAR_CHARACTERS } from '../prometheus/exemplar-rules.js';
import { DEFAULT_LABEL_LIMITS, type LabelLimits, LabelSet } from '../prometheus/label-rules.js';
import { atKnownSchema, emptyHistogram, invalidHistogram } from '../prometheus/native-histogram.js';
import { isStorableTime } from '../prometheus/time-range.js';
import { ProtobufReader, WIRE } from '../protobuf/reader.js';
import { readHistogram } from './histogram.js';
import { WriteOutcome } from './outcome.js';

export interface WriteDecoderOptions {
  readonly series: SeriesIndex;
  /** Bytes that the label sets seen lately may take; default 64 MiB. */
  readonly cacheBytes?: number;
  readonly limits?: LabelLimits;
  /**
   * Stores a zero at a counter's start time, as Prometheus does with `--enable-feature=created-timestamp-zero-ingestion`.
   * Off by default, as there: the start times of remote write 2.0 are then not kept.
   */
  readonly startTimeZeros?: boolean;
}

const SAMPLE_VALUE = (1 << 3) | WIRE.fixed64;
const SAMPLE_TIME = (2 << 3) | WIRE.varint;
const SAMPLE_START = (3 << 3) | WIRE.varint;
/** Field 2 of a series in both versions. */
export const SAMPLES = (2 << 3) | WIRE.bytes;

/** What both versions of the protocol share: samples, histograms, and the cache of label sets. */
export abstract class WriteDecoder {
  protected readonly cache: BytesCache<SeriesRef>;
  protected readonly labels: LabelSet;
  protected readonly limits: LabelLimits;
  protected reader = new ProtobufReader(new Uint8Array(0));
  protected outcome = NOTHING;
  /** Judges what the request at hand brings; undefined where nothing is limited. */
  protected gate: SampleGate | undefined;
  /** Tells the label sets of tenants apart in the cache. */
  protected salt = 0;
  /** The start time of the series at hand, ms, for samples that do not have their own; 0 is unknown. */
  protected seriesStart = 0;
  private view: DataView = new DataView(new ArrayBuffer(0));
  private expected = MIN_EXPECTED;
  private readonly salts = new OwnerSalts();
  /** The start time for which each series' zero was stored last; only with `startTimeZeros`. */
  private readonly startTimes = new WeakMap<SeriesRef, number>();

  constructor(protected readonly options: WriteDecoderOptions) {
    this.cache = new BytesCache(options.cacheBytes ?? 64 * 1024 * 1024);
    this.limits = options.limits ?? DEFAULT_LABEL_LIMITS;
    this.labels = new LabelSet(this.limits);
  }

  /** Decodes a message that is already decompressed. Throws `invalid_argument` when it is not protobuf. */
  decode(body: Uint8Array, tenant: Tenant, gate?: SampleGate): WriteOutcome {
    this.gate = gate;
    this.reader = new ProtobufReader(body);
    this.view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    this.outcome = new WriteOutcome(tenant, this.expected);
    this.salt = this.salts.of(tenant);
    const { outcome } = this;
    try {
      this.readRequest();
    } finally {
      this.reader = new ProtobufReader(new Uint8Array(0));
      this.view = new DataView(new ArrayBuffer(0));
      this.outcome = NOTHING;
      this.gate = undefined;
    }
    // Requests are like the ones before them.
    this.expected = Math.min(MAX_EXPECTED, Math.max(MIN_EXPECTED, outcome.samples.rows));
    return outcome;
  }

  protected abstract readRequest(): void;

  /** Interns the labels gathered in `this.labels`, or says that they cannot be a series. */
  protected intern(): SeriesRef | undefined {
    return this.labels.invalid() === undefined
      ? this.options.series.intern(this.outcome.tenant, this.labels.labels())
      : undefined;
  }

  /** Leaves a series out whose labels, gathered in `this.labels`, are not valid. */
  protected refuseSeries(samples: number): void {
    const { labels } = this;
    this.outcome.refuse(samples, () => `invalid labels of series ${labels.describe()}: ${labels.invalid()}`);
  }

  /** Leaves out the rows of a known series that the tenant's limits do not let in; says whether there were such. */
  protected refusesSeries(ref: SeriesRef, from: number, end: number, histograms: number): boolean {
    const refusal = this.gate?.series(ref);
    if (refusal === undefined) return false;
    this.outcome.refuse(this.countSamples(from, end, histograms), refusal);
    this.reader.position = end;
    return true;
  }

  /** Reads the sample whose tag stands at `at`; returns where it ends. `seriesEnd` bounds it. */
  protected readSample(ref: SeriesRef, at: number, seriesEnd: number): number {
    const { view } = this;
    // The form that every sender writes: a length of one byte, the value's double, then the time.
    if (
      at + 14 <= seriesEnd &&
      this.seriesStart === 0 &&
      view.getUint8(at + 2) === SAMPLE_VALUE &&
      view.getUint8(at + 11) === SAMPLE_TIME
    ) {
      const end = at + 2 + view.getUint8(at + 1);
      let position = at + 12;
      let ms = 0;
      let scale = 1;
      while (position < end && position < seriesEnd) {
        const byte = view.getUint8(position++);
        ms += (byte & 127) * scale;
        if (byte < 128) break;
        scale *= 128;
      }
      // Seven bytes of time at most: what is longer is negative, or not a time.
      if (position === end && end <= at + 19 && end <= seriesEnd && view.getUint8(end - 1) < 128) {
        this.addSample(ref, ms, view.getUint32(at + 3, true), view.getUint32(at + 7, true));
        return end;
      }
    }
    return this.readAnySample(ref, at);
  }

  private readAnySample(ref: SeriesRef, at: number): number {
    const { reader } = this;
    reader.position = at + 1;
    const end = reader.message();
    let low = 0;
    let high = 0;
    let ms = 0;
    let startMs = this.seriesStart;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === SAMPLE_VALUE) {
        reader.fixed64();
        low = reader.low;
        high = reader.high;
      } else if (tag === SAMPLE_TIME) ms = reader.int64();
      else if (tag === SAMPLE_START) startMs = reader.int64();
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    if (this.isNewStart(ref, startMs, ms)) this.outcome.samples.append(ref, startMs, 0, 0);
    this.addSample(ref, ms, low, high);
    return end;
  }

  /** How many samples and histograms stand in `[from, end)` of a series; `histograms` is the tag of the latter. */
  protected countSamples(from: number, end: number, histograms: number): number {
    const { reader } = this;
    let count = 0;
    reader.position = from;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === SAMPLES || tag === histograms) count++;
      reader.skip(tag);
    }
    return count;
  }

  private addSample(ref: SeriesRef, ms: number, low: number, high: number): void {
    if (this.acceptsTime(ref, ms)) this.outcome.samples.append(ref, ms, low, high);
  }

  /** Reads the histogram whose length stands at the reader's position. */
  protected readHistogram(ref: SeriesRef): void {
    const { histogram, ms, startMs, stale } = readHistogram(this.reader, this.reader.message());
    if (!this.acceptsTime(ref, ms)) return;
    const problem = stale ? undefined : invalidHistogram(histogram);
    if (problem !== undefined) {
      this.outcome.refuse(1, () => `invalid histogram of series ${seriesText(ref)} at ${ms}: ${problem}`);
      return;
    }
    const { histograms } = this.outcome;
    const start = startMs === 0 ? this.seriesStart : startMs;
    if (this.isNewStart(ref, start, ms)) histograms.append(ref, start, emptyHistogram(histogram.isFloat));
    histograms.append(ref, ms, atKnownSchema(histogram), stale);
  }

  /** Adds an exemplar with the labels gathered in `this.labels`. As in Prometheus, a bad one is left out silently. */
  protected addExemplar(ref: SeriesRef, ms: number, value: number): void {
    const labels = this.labels.flat();
    if (countCharacters(labels) > MAX_EXEMPLAR_CHARACTERS || !isStorableTime(ms)) return;
    this.outcome.exemplars.append(ref, ms, value, labels);
  }

  protected isNewStart(ref: SeriesRef, startMs: number, ms: number): boolean {
    if (startMs === 0 || this.options.startTimeZeros !== true) return false;
    if (startMs >= ms || !isStorableTime(startMs) || this.startTimes.get(ref) === startMs) return false;
    this.startTimes.set(ref, startMs);
    return true;
  }

  /** Whether a sample may lie there; if not, says why. */
  private acceptsTime(ref: SeriesRef, ms: number): boolean {
    const refusal = isStorableTime(ms)
      ? this.gate?.time(ref, ms)
      : () => `time ${ms} ms of series ${seriesText(ref)} is not between the years 1900 and 2262`;
    if (refusal === undefined) return true;
    this.outcome.refuse(1, refusal);
    return false;
  }
}

/** Bounds of the rows that a request is expected to have. */
const MIN_EXPECTED = 256;
const MAX_EXPECTED = 65_536;
/** Stands in between requests. */
const NOTHING = new WriteOutcome('', 1);

function seriesText(ref: SeriesRef): string {
  const pairs: string[] = [];
  for (let i = 0; i < ref.labels.length && pairs.length < 8; i += 2) {
    pairs.push(`${ref.labels[i]}=${JSON.stringify(ref.labels[i + 1]!.slice(0, 100))}`);
  }
  return `{${pairs.join(', ')}}`;
}
