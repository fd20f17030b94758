import { formatDuration } from '../../lib/duration.js';
import type { Labels } from '../../model/labels.js';
import type { MetricLimits } from '../../model/metric-limits.js';
import type { Refusal, SampleGate } from '../../model/sample-gate.js';
import type { SeriesRef } from '../../model/series.js';
import type { ActiveSeries } from './active-series.js';
import { refusals } from './refusals.js';

/** Limits that judge single series or samples. */
const JUDGING = [
  'maxLabelNamesPerSeries',
  'maxLabelNameLength',
  'maxLabelValueLength',
  'creationGracePeriod',
  'pastGracePeriod',
  'outOfOrderTimeWindow',
  'maxGlobalSeriesPerUser',
] as const satisfies readonly (keyof MetricLimits)[];

/** Whether any of these limits could refuse a series or a sample. */
export const judges = (limits: MetricLimits): boolean =>
  JUDGING.some((name) => limits[name] !== Number.POSITIVE_INFINITY);

/** The newest sample of each series that the program saw, ms. */
export type NewestTimes = WeakMap<SeriesRef, number>;

/** Holds one request of one tenant against its limits. */
export class TenantGate implements SampleGate {
  constructor(
    private readonly limits: MetricLimits,
    private readonly active: ActiveSeries,
    private readonly newest: NewestTimes,
    private readonly now: number,
  ) {}

  series(ref: SeriesRef): Refusal | undefined {
    const refusal = this.badLabels(ref.labels);
    if (refusal !== undefined) return refusal;
    const limit = this.limits.maxGlobalSeriesPerUser;
    if (limit === Number.POSITIVE_INFINITY || this.active.admits(ref, limit, this.now)) return undefined;
    return refusals.tooManySeries(limit);
  }

  time(ref: SeriesRef, ms: number): Refusal | undefined {
    const { creationGracePeriod, pastGracePeriod, outOfOrderTimeWindow } = this.limits;
    if (ms > this.now + creationGracePeriod) return refusals.tooFarInFuture(ref.labels, ms);
    if (ms < this.now - pastGracePeriod) return refusals.tooFarInPast(ref.labels, ms);
    if (outOfOrderTimeWindow === Number.POSITIVE_INFINITY) return undefined;
    const newest = this.newest.get(ref);
    if (newest === undefined || ms > newest) this.newest.set(ref, ms);
    else if (ms < newest - outOfOrderTimeWindow) {
      return outOfOrderTimeWindow === 0
        ? refusals.outOfOrder(ref.labels, ms)
        : refusals.beyondWindow(ref.labels, ms, formatDuration(outOfOrderTimeWindow));
    }
    return undefined;
  }

  private badLabels(labels: Labels): Refusal | undefined {
    const { maxLabelNamesPerSeries, maxLabelNameLength, maxLabelValueLength } = this.limits;
    if (labels.length / 2 > maxLabelNamesPerSeries) return refusals.tooManyLabels(labels, maxLabelNamesPerSeries);
    for (let i = 0; i < labels.length; i += 2) {
      const name = labels[i]!;
      const value = labels[i + 1]!;
      if (isLonger(name, maxLabelNameLength)) return refusals.labelNameTooLong(labels, name);
      if (isLonger(value, maxLabelValueLength)) {
        return refusals.labelValueTooLong(labels, name, value, maxLabelValueLength);
      }
    }
    return undefined;
  }
}

/** Whether a text has more UTF-8 bytes than this; a UTF-16 unit has three at most. */
const isLonger = (text: string, bytes: number): boolean =>
  text.length * 3 > bytes && (text.length > bytes || Buffer.byteLength(text) > bytes);
