import { metricBatch, type WriteBatch } from '../../model/batch.js';
import type { SampleGate } from '../../model/sample-gate.js';
import { ExemplarBatch, HistogramBatch, type MetricMetadata, SampleBatch, STALE_NAN } from '../../model/samples.js';
import type { SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import { countCharacters, MAX_EXEMPLAR_CHARACTERS } from '../prometheus/exemplar-rules.js';
import { emptyHistogram, invalidHistogram } from '../prometheus/native-histogram.js';
import { isStorableTime } from '../prometheus/time-range.js';
import type { DeltaSums, MetricDeltaSums } from './delta-sums.js';
import type { MetricFamily } from './metrics-families.js';
import { nativeOfExplicit, nativeOfExponential } from './metrics-histogram.js';
import type { MetricsOptions } from './metrics-options.js';
import type {
  ExemplarPoint,
  ExponentialPoint,
  HistogramPoint,
  NumberPoint,
  Point,
  SummaryPoint,
} from './metrics-point.js';
import type { MetricResource } from './metrics-resource.js';
import type { PointSeries } from './metrics-series.js';
import { Rejections } from './rejections.js';

const NO_TIME = 'no time, or one that is not between the years 1900 and 2262';
const BAD_SCALE = 'an exponential scale below -4';
const BAD_HISTOGRAM = 'buckets that do not fit their count or bounds';

/** Samples of `target_info` that one resource gets for one request at most. */
const MAX_TARGET_INFO_SAMPLES = 1000;

interface Span {
  first: number;
  last: number;
}

/** What one request became: rows of series as Prometheus makes them of OTLP points, and what was left out. */
export class MetricRows {
  readonly rejected = new Rejections('data points');
  readonly samples: SampleBatch;
  readonly histograms: HistogramBatch;
  readonly exemplars: ExemplarBatch;
  /** Points that the tenant's limits do not let in; they are among `rejected`. */
  overLimits = 0;
  /** Points of which every row is among these. */
  points = 0;
  private readonly metadata = new Map<string, MetricMetadata>();
  /** The first and last time of each resource's points, ms. */
  private readonly spans = new Map<MetricResource, Span>();

  constructor(
    readonly tenant: Tenant,
    private readonly options: MetricsOptions,
    private readonly sums: MetricDeltaSums,
    private readonly gate?: SampleGate,
  ) {
    this.samples = new SampleBatch(tenant);
    this.histograms = new HistogramBatch(tenant);
    this.exemplars = new ExemplarBatch(tenant);
  }

  describe(metadata: MetricMetadata): void {
    this.metadata.set(metadata.family, metadata);
  }

  addNumber(family: MetricFamily, series: PointSeries, given: NumberPoint): void {
    const point = this.stored(family, series, given, this.sums.numbers);
    if (point === undefined) return;
    const ref = series.of('');
    if (!this.accept(family.resource, ref, point)) return;
    this.addSample(ref, point, point.value);
    if (family.kind === 'sum') for (const exemplar of point.exemplars) this.addExemplar(ref, exemplar);
  }

  addHistogram(family: MetricFamily, series: PointSeries, given: HistogramPoint): void {
    const point = this.stored(family, series, given, this.sums.histograms);
    if (point === undefined) return;
    if (this.options.convertHistogramsToNhcb) {
      this.addNative(family.resource, series, point, nativeOfExplicit(point, family.delta));
      return;
    }
    if (!this.accept(family.resource, series.bucket(Infinity), point)) return;
    if (point.sum !== undefined) this.addSample(series.of('_sum'), point, point.sum);
    this.addSample(series.of('_count'), point, point.count);
    const { bounds, bucketCounts } = point;
    let cumulative = 0;
    for (let i = 0; i < bounds.length && i < bucketCounts.length; i++) {
      if (bounds[i] === Infinity) break;
      cumulative += bucketCounts[i]!;
      this.addSample(series.bucket(bounds[i]!), point, cumulative);
    }
    this.addSample(series.bucket(Infinity), point, point.count);
    for (const exemplar of point.exemplars) {
      const bound = bounds.find((upper) => exemplar.value <= upper);
      this.addExemplar(series.bucket(bound ?? Infinity), exemplar);
    }
  }

  addExponential(family: MetricFamily, series: PointSeries, given: ExponentialPoint): void {
    const point = this.stored(family, series, given, this.sums.exponential);
    if (point === undefined) return;
    const native = nativeOfExponential(point, family.delta);
    if (native === undefined) this.rejected.add(BAD_SCALE);
    else this.addNative(family.resource, series, point, native);
  }

  addSummary({ resource }: MetricFamily, series: PointSeries, point: SummaryPoint): void {
    if (!this.accept(resource, series.of('_sum'), point)) return;
    this.addSample(series.of('_sum'), point, point.sum);
    this.addSample(series.of('_count'), point, point.count);
    for (const { quantile, value } of point.quantiles) this.addSample(series.quantile(quantile), point, value);
  }

  /** Adds `target_info` of the resources seen. To be called once, at the end of the request. */
  finish(): void {
    const step = this.options.lookbackDeltaMs / 2;
    const targets = new Map<SeriesRef, Span>();
    for (const [{ targetInfo, tenant }, span] of this.spans) {
      if (targetInfo === undefined) continue;
      const ref = this.internTargetInfo(tenant, targetInfo);
      const { first, last } = targets.get(ref) ?? span;
      targets.set(ref, { first: Math.min(first, span.first), last: Math.max(last, span.last) });
    }
    for (const [ref, { first, last }] of targets) {
      const from = Math.max(first, last - step * MAX_TARGET_INFO_SAMPLES);
      for (let ms = from; ms < last; ms += step) this.samples.appendNumber(ref, Math.floor(ms), 1);
      this.samples.appendNumber(ref, last, 1);
      this.describe({ family: 'target_info', type: 'gauge', help: 'Target metadata', unit: '' });
    }
  }

  /** Set by the decoder: interns the labels of `target_info`. */
  internTargetInfo: (tenant: Tenant, labels: readonly string[]) => SeriesRef = () => {
    throw new Error('no index');
  };

  batch(): WriteBatch {
    return metricBatch(this, this.metadata);
  }

  /** The point that is stored for `given`; undefined where there is none to be added to the sum. */
  private stored<P extends Point>(
    family: MetricFamily,
    series: PointSeries,
    given: P,
    sums: DeltaSums<P>,
  ): P | undefined {
    return family.summed && isStorableTime(given.ms) ? sums.next(series.of(''), given) : given;
  }

  private addNative(
    resource: MetricResource,
    series: PointSeries,
    point: Point,
    native: ReturnType<typeof emptyHistogram>,
  ): void {
    if (!point.stale && invalidHistogram(native) !== undefined) {
      this.rejected.add(BAD_HISTOGRAM);
      return;
    }
    const ref = series.of('');
    if (!this.accept(resource, ref, point)) return;
    this.histograms.append(ref, point.ms, point.stale ? emptyHistogram(false) : native, point.stale);
    for (const exemplar of point.exemplars) this.addExemplar(ref, exemplar);
  }

  /**
   * Whether the point can be stored, judged by one of its series, so that a histogram is stored as a whole or not at all;
   * notes its time for `target_info`. A time of 0 means that it is not known.
   */
  private accept(resource: MetricResource, ref: SeriesRef, { ms }: Point): boolean {
    if (ms === 0 || !isStorableTime(ms)) {
      this.rejected.add(NO_TIME);
      return false;
    }
    const refusal = this.gate?.series(ref) ?? this.gate?.time(ref, ms);
    if (refusal !== undefined) {
      this.rejected.add(refusal());
      this.overLimits++;
      return false;
    }
    const span = this.spans.get(resource);
    if (span === undefined) this.spans.set(resource, { first: ms, last: ms });
    else if (ms < span.first) span.first = ms;
    else if (ms > span.last) span.last = ms;
    this.points++;
    return true;
  }

  private addSample(ref: SeriesRef, point: Point, value: number): void {
    // Also the other series of a point count as written to.
    this.gate?.series(ref);
    if (point.stale) this.samples.append(ref, point.ms, STALE_NAN.low, STALE_NAN.high);
    else this.samples.appendNumber(ref, point.ms, value);
  }

  /** Attributes that would make an exemplar too long are left out, as the specification asks. */
  private addExemplar(ref: SeriesRef, exemplar: ExemplarPoint): void {
    if (!isStorableTime(exemplar.ms)) return;
    const ids: string[] = [];
    if (exemplar.traceId !== '') ids.push('trace_id', exemplar.traceId);
    if (exemplar.spanId !== '') ids.push('span_id', exemplar.spanId);
    const labels = [...ids, ...exemplar.attributes.flat()];
    const fits = countCharacters(labels) <= MAX_EXEMPLAR_CHARACTERS;
    this.exemplars.append(ref, exemplar.ms, exemplar.value, fits ? labels : ids);
  }
}
