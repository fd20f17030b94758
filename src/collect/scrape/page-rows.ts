import { nextTurn } from '../../lib/turns.js';
import type { WriteBatch } from '../../model/batch.js';
import type { Labels } from '../../model/labels.js';
import type { SampleGate } from '../../model/sample-gate.js';
import {
  ExemplarBatch,
  HistogramBatch,
  type MetricMetadata,
  type NativeHistogram,
  SampleBatch,
  STALE_NAN,
} from '../../model/samples.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { ExposedExemplar, ExpositionReader } from '../../wire/exposition/exposition-reader.js';
import { countCharacters, MAX_EXEMPLAR_CHARACTERS } from '../../wire/prometheus/exemplar-rules.js';
import { emptyHistogram, invalidHistogram } from '../../wire/prometheus/native-histogram.js';
import { isStorableTime } from '../../wire/prometheus/time-range.js';
import type { ClassicHistograms } from './classic-histograms.js';
import { limitedHistogram } from './histogram-limits.js';
import type { SampleLabels } from './sample-labels.js';
import type { ScrapeConfig } from './scrape-config.js';
import type { PageSeries, ScrapedSeries, TargetSeries } from './target-series.js';

/** Samples between two looks at the time, and how long the event loop may wait, ms. */
const STEP = 512;
const STEP_MS = 8;

const DROPPED: PageSeries = Object.freeze({});

export interface PageCounts {
  /** On the page. */
  readonly scraped: number;
  /** After relabelling. */
  readonly kept: number;
  /** Of series that are new. */
  readonly added: number;
  /** Not stored: the tenant's limits, a second sample of a series, a time that cannot be stored. */
  readonly refused: number;
}

export interface PageOptions {
  readonly config: ScrapeConfig;
  readonly labels: SampleLabels;
  readonly target: Labels;
  readonly tenant: Tenant;
  readonly index: SeriesIndex;
  readonly gate: SampleGate | undefined;
  /** Stores a zero where a counter began. */
  readonly createdZeros: boolean;
  /** The time of samples that have none, ms. */
  readonly ms: number;
}

/** The rows of one scrape. */
export class PageRows {
  private samples: SampleBatch;
  /** Most pages have none, and their columns take room. */
  private histograms: HistogramBatch | undefined;
  private exemplars: ExemplarBatch | undefined;
  private scraped = 0;
  private kept = 0;
  private added = 0;
  private refused = 0;

  constructor(
    private readonly series: TargetSeries,
    private readonly classic: ClassicHistograms,
    private readonly options: PageOptions,
    expected: number,
  ) {
    this.samples = new SampleBatch(options.tenant, expected);
  }

  get rows(): number {
    return this.samples.rows + (this.histograms?.rows ?? 0) + (this.exemplars?.rows ?? 0);
  }

  /** All rows, with descriptions where there are any. */
  batch(metadata: readonly MetricMetadata[]): WriteBatch {
    const { samples, histograms, exemplars } = this;
    return {
      tenant: this.options.tenant,
      samples,
      ...(histograms !== undefined && { histograms }),
      ...(exemplars !== undefined && { exemplars }),
      ...(metadata.length > 0 && { metadata }),
    };
  }

  /** A sample of this scrape that is not on the page. */
  report(ref: SeriesRef, ms: number, value: number): void {
    this.samples.appendNumber(ref, ms, value);
  }

  get counts(): PageCounts {
    const { scraped, kept, added, refused } = this;
    return { scraped, kept, added, refused };
  }

  /** Takes all samples of a page. Rejects with what fails the scrape; the event loop turns meanwhile. */
  async read(reader: ExpositionReader): Promise<void> {
    this.series.begin(reader.source.length);
    let looked = performance.now();
    for (let row = 1; reader.next(); row++) {
      this.take(reader);
      if (row % STEP !== 0 || performance.now() - looked < STEP_MS) continue;
      await nextTurn();
      looked = performance.now();
    }
    this.takeClassic();
    const { samples } = this.options.config.limits;
    if (this.kept > samples) throw new Error('sample limit exceeded');
  }

  /** Says that series have ended. */
  stale(refs: readonly SeriesRef[], ms: number): void {
    for (const ref of refs) this.samples.append(ref, ms, STALE_NAN.low, STALE_NAN.high);
  }

  /** Takes away what was read. */
  clear(): void {
    this.samples = new SampleBatch(this.options.tenant);
    this.histograms = undefined;
    this.exemplars = undefined;
  }

  private take(reader: ExpositionReader): void {
    let found = this.series.find(reader);
    if (found === undefined) {
      found = this.meet(reader);
      this.series.keep(reader, found);
    }
    const { series, part } = found;
    if (part !== undefined) this.classic.add(part, reader, this.series.run);
    if (part === undefined || series !== undefined) this.scraped++;
    if (series !== undefined) this.add(series, reader, reader.histogram);
  }

  private meet(reader: ExpositionReader): PageSeries {
    const { convertClassicHistograms, classicHistograms } = this.options.config;
    const exposed = reader.labels();
    const empty = reader.emptyNames;
    if (convertClassicHistograms && reader.histogram === undefined) {
      const part = this.classic.partOf(exposed, reader.metadata, (labels) => this.seriesOf(labels, empty));
      if (part !== undefined) {
        const series = classicHistograms ? this.seriesOf(exposed, empty) : undefined;
        return { part, ...(series !== undefined && { series }) };
      }
    }
    const series = this.seriesOf(exposed, empty);
    return series === undefined ? DROPPED : { series };
  }

  private seriesOf(exposed: Labels, empty: readonly string[]): ScrapedSeries | undefined {
    const { labels, target, tenant, index } = this.options;
    const stored = labels.stored(exposed, empty, target);
    return stored === undefined ? undefined : this.series.of(index.intern(tenant, stored));
  }

  private takeClassic(): void {
    for (const histogram of this.classic.take()) {
      const native = histogram.native();
      this.scraped++;
      if (histogram.series !== undefined && native !== undefined) this.add(histogram.series, histogram, native);
    }
    if (this.classic.forgetGone(this.series.run)) this.series.forgetBytes();
  }

  private add(
    series: ScrapedSeries,
    shown: Pick<ExpositionReader, 'ms' | 'createdMs' | 'exemplars'> & { readonly value?: number },
    histogram: NativeHistogram | undefined,
  ): void {
    const { config, gate } = this.options;
    this.kept++;
    // What is beyond the limit is counted alone: the scrape fails at its end.
    if (this.kept > config.limits.samples) return;
    const ownMs = config.honorTimestamps ? shown.ms : undefined;
    const ms = ownMs ?? this.options.ms;
    const isSecond = ownMs === undefined && series.seen === this.series.run;
    if (this.series.show(series)) this.added++;
    series.hasOwnTime = ownMs !== undefined;
    const { ref } = series;
    if (isSecond || !isStorableTime(ms) || (gate?.series(ref) ?? gate?.time(ref, ms)) !== undefined) {
      this.refused++;
      return;
    }
    this.addZero(series, shown.createdMs, ms, histogram);
    if (histogram === undefined) this.samples.appendNumber(ref, ms, shown.value!);
    else this.addHistogram(ref, ms, histogram);
    if (shown.exemplars.length > 0) this.addExemplars(series, shown.exemplars, ms, histogram !== undefined);
  }

  private histogramRows(): HistogramBatch {
    this.histograms ??= new HistogramBatch(this.options.tenant);
    return this.histograms;
  }

  private addHistogram(ref: SeriesRef, ms: number, given: NativeHistogram): void {
    const problem = invalidHistogram(given);
    if (problem !== undefined) throw new Error(`invalid native histogram ${JSON.stringify(ref.name)}: ${problem}`);
    this.histogramRows().append(ref, ms, limitedHistogram(given, this.options.config.limits));
  }

  private addZero(
    series: ScrapedSeries,
    createdMs: number | undefined,
    ms: number,
    histogram: NativeHistogram | undefined,
  ): void {
    if (!this.options.createdZeros || createdMs === undefined || createdMs === series.createdMs) return;
    series.createdMs = createdMs;
    if (createdMs >= ms || !isStorableTime(createdMs)) return;
    if (histogram === undefined) this.samples.appendNumber(series.ref, createdMs, 0);
    else this.histogramRows().append(series.ref, createdMs, emptyHistogram(histogram.isFloat));
  }

  /** Those that were not stored before; a page repeats them until there are others. */
  private addExemplars(series: ScrapedSeries, shown: readonly ExposedExemplar[], ms: number, needsTime: boolean): void {
    for (const exemplar of [...shown].sort((a, b) => (a.ms ?? ms) - (b.ms ?? ms))) {
      const last = series.lastExemplar;
      const at = exemplar.ms ?? ms;
      if (needsTime && exemplar.ms === undefined) continue;
      if (last !== undefined && (at < (last.ms ?? 0) || isSame(last, exemplar))) continue;
      if (!isStorableTime(at) || countCharacters(exemplar.labels) > MAX_EXEMPLAR_CHARACTERS) continue;
      series.lastExemplar = exemplar;
      this.exemplars ??= new ExemplarBatch(this.options.tenant);
      this.exemplars.append(series.ref, at, exemplar.value, exemplar.labels);
    }
  }
}

const isSame = (a: ExposedExemplar, b: ExposedExemplar): boolean =>
  (a.ms === b.ms || a.ms === undefined || b.ms === undefined) &&
  Object.is(a.value, b.value) &&
  a.labels.length === b.labels.length &&
  a.labels.every((text, i) => text === b.labels[i]);
