import type { SeriesRef } from '../../model/series.js';
import type { SpanMetricsSettings } from '../../model/trace-metric-settings.js';
import type { GroupKind, LabelPairs, SeriesGroup } from '../generated-series/series.js';
import type { TenantSeries } from '../generated-series/tenant-series.js';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from '../span-columns/enum-names.js';
import { resourceText } from '../span-columns/span-columns.js';
import type { Dimensions } from './dimensions.js';
import type { SpanSeries } from './span-series.js';
import { identityOf, TARGET_INFO_KIND, targetInfoLabels } from './target-info.js';

/** What series are made with. */
export interface SeriesPlan {
  readonly settings: SpanMetricsSettings;
  readonly dimensions: Dimensions;
  readonly kind: GroupKind<SpanSeries>;
}

/** What tells the series of one resource apart. */
export interface SpanIdentity {
  readonly name: string;
  readonly kind: number;
  readonly status: number;
  readonly statusMessage: string | undefined;
  /** The span's own values of the dimensions' sources. */
  readonly values: readonly (string | undefined)[];
}

/** Series that are remembered for one resource; more are looked up by their labels. */
const MAX_KNOWN = 2_000;
const MAX_KEY_LENGTH = 2_000;

/** The series of the spans of one resource. */
export class ResourceSeries {
  private readonly own: readonly (string | undefined)[];
  private readonly identity: LabelPairs;
  private readonly known = new Map<string, SpanSeries>();
  private info: SeriesGroup | undefined;

  constructor(
    private readonly resource: SeriesRef,
    private readonly plan: SeriesPlan,
    private readonly series: TenantSeries,
  ) {
    const { targetInfo, instanceLabel } = plan.settings;
    const { job, instance } = identityOf(resource);
    this.own = plan.dimensions.sources.map((source) => resourceText(resource, source));
    this.identity = targetInfo ? [['job', job], ...(instanceLabel ? [['instance', instance] as const] : [])] : [];
  }

  /** Says that the resource is there. */
  seen(nowMs: number): void {
    const { targetInfo, targetInfoExcludedDimensions } = this.plan.settings;
    if (!targetInfo) return;
    if (this.info === undefined || this.info.ended) {
      const labels = targetInfoLabels(this.resource, targetInfoExcludedDimensions);
      if (labels === undefined) return;
      this.info = this.series.group(TARGET_INFO_KIND, labels);
    }
    this.info.usedMs = nowMs;
  }

  of(span: SpanIdentity): SpanSeries {
    const key = keyOf(span);
    const known = this.known.get(key);
    if (known !== undefined && !known.ended) return known;
    const overflowed = this.series.overflowed;
    const made = this.series.group(this.plan.kind, this.labels(span));
    // What did not fit is asked for again: there may be room then.
    if (this.series.overflowed !== overflowed || key.length > MAX_KEY_LENGTH) return made;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.set(key, made);
    return made;
  }

  private labels({ name, kind, status, statusMessage, values }: SpanIdentity): LabelPairs {
    const { intrinsicDimensions } = this.plan.settings;
    const intrinsics: Record<keyof typeof intrinsicDimensions, readonly [string, string]> = {
      service: ['service', this.resource.name],
      spanName: ['span_name', name],
      spanKind: ['span_kind', SPAN_KIND_NAMES[kind] ?? SPAN_KIND_NAMES[0]],
      statusCode: ['status_code', STATUS_CODE_NAMES[status] ?? STATUS_CODE_NAMES[0]],
      statusMessage: ['status_message', statusMessage ?? ''],
    };
    const wanted = Object.keys(intrinsics) as (keyof typeof intrinsics)[];
    return [
      ...wanted.filter((dimension) => intrinsicDimensions[dimension]).map((dimension) => intrinsics[dimension]),
      ...this.plan.dimensions.pairs(values.map((value, i) => this.own[i] ?? value)),
      ...this.identity,
    ];
  }
}

/** One text for each identity of a span. */
function keyOf({ name, kind, status, statusMessage, values }: SpanIdentity): string {
  const fixed = `${kind} ${status} ${name}`;
  return values.length === 0 && statusMessage === undefined ? fixed : JSON.stringify([fixed, statusMessage, values]);
}
