import { RE2JS } from 're2js';
import { type Labels, labelValue } from '../../model/labels.js';
import type { MetricMetadata, NativeHistogram } from '../../model/samples.js';
import type { Tenant } from '../../model/tenant.js';
import type {
  LabelMatcher,
  MetricReader,
  SeriesExemplars,
  SeriesSamples,
  TimeRangeMs,
} from '../../storage/interface.js';

/** A series in memory: times ascending, ms; a staleness marker is a float with the stale NaN's bits. */
export interface MemorySeries {
  readonly labels: Labels;
  readonly ts: Float64Array;
  readonly values: Float64Array;
  readonly histograms?: readonly (NativeHistogram | undefined)[] | undefined;
}

/** Series held in memory, of one tenant and without limits: samples only. */
export class MemoryReader implements MetricReader {
  constructor(
    private readonly all: Iterable<MemorySeries>,
    /** Series that `samples` gives at a time. */
    private readonly batchSize = 3,
  ) {}

  async *samples(
    _tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
  ): AsyncGenerator<readonly SeriesSamples[]> {
    const found = this.matching(matchers)
      .map((series) => within(series, range))
      .filter(({ ts }) => ts.length > 0);
    for (let i = 0; i < found.length; i += this.batchSize) yield found.slice(i, i + this.batchSize);
  }

  async series(_tenant: Tenant, matchers: readonly LabelMatcher[], range: TimeRangeMs): Promise<Labels[]> {
    return this.matching(matchers)
      .filter((series) => within(series, range).ts.length > 0)
      .map(({ labels }) => labels);
  }

  async labelNames(tenant: Tenant, matchers: readonly LabelMatcher[], range: TimeRangeMs): Promise<string[]> {
    const found = await this.series(tenant, matchers, range);
    return [...new Set(found.flatMap((labels) => labels.filter((_, i) => i % 2 === 0)))].sort();
  }

  async labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
  ): Promise<string[]> {
    const found = await this.series(tenant, matchers, range);
    return [...new Set(found.map((labels) => labelValue(labels, label)))].filter((value) => value !== '').sort();
  }

  async exemplars(): Promise<SeriesExemplars[]> {
    return [];
  }

  async metadata(): Promise<MetricMetadata[]> {
    return [];
  }

  private matching(matchers: readonly LabelMatcher[]): MemorySeries[] {
    const predicates = matchers.map(predicateOf);
    return [...this.all].filter(({ labels }) => predicates.every((predicate) => predicate(labels)));
  }
}

function predicateOf({ name, op, value }: LabelMatcher): (labels: Labels) => boolean {
  if (op === '=') return (labels) => labelValue(labels, name) === value;
  if (op === '!=') return (labels) => labelValue(labels, name) !== value;
  const pattern = RE2JS.compile(value, RE2JS.DOTALL);
  return (labels) => pattern.matches(labelValue(labels, name)) === (op === '=~');
}

function within({ labels, ts, values, histograms }: MemorySeries, { start, end }: TimeRangeMs): SeriesSamples {
  const bounds = [firstAtLeast(ts, start), firstAtLeast(ts, Math.floor(end) + 1)] as const;
  return {
    labels,
    ts: ts.slice(...bounds),
    values: values.slice(...bounds),
    ...(histograms === undefined ? {} : { histograms: histograms.slice(...bounds) }),
  };
}

/** The place of the first time that is not before `ms`. */
export function firstAtLeast(ts: Float64Array, ms: number): number {
  let [low, high] = [0, ts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ts[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
