import uPlot from 'uplot';
import type { ScaleDistribution } from './options/graph-field';

/** What bounds a scale of values. */
export interface ScaleBounds {
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly softMin: number | undefined;
  readonly softMax: number | undefined;
  readonly isCenteredZero: boolean;
  /** Bars and percentages start at zero, whatever the values are. */
  readonly isFromZero: boolean;
  readonly distribution: ScaleDistribution;
}

/** Part of the range of values that is left free above and below. */
const PADDING = 0.1;

/**
 * The ends of a scale for data between `dataMin` and `dataMax` (null: no data). Hard bounds win; soft bounds give way to data
 * beyond them; a range of positive values that begins near zero begins at zero.
 */
export function scaleRange(dataMin: number | null, dataMax: number | null, bounds: ScaleBounds): [number, number] {
  const { min, max, softMin, softMax, isCenteredZero, distribution } = bounds;
  const low = dataMin ?? min ?? softMin ?? 0;
  const high = dataMax ?? max ?? softMax ?? Math.max(1, low + 1);
  if (distribution.type === 'log') return logRange(low, high, bounds);
  if (distribution.type === 'symlog') {
    const [from, to] = uPlot.rangeAsinh(Math.min(low, softMin ?? low), Math.max(high, softMax ?? high), 10, true);
    return ordered(min ?? from ?? 0, max ?? to ?? 1);
  }
  // A flat line at zero: uPlot's 0 to 100 would be 10,000 % of a share.
  if (low === 0 && high === 0 && !isCenteredZero) return ordered(min ?? softMin ?? 0, max ?? softMax ?? 1);
  const limit = (soft: number | undefined, hard: number | undefined): uPlot.Range.Limit => ({
    pad: PADDING,
    soft: soft ?? 0,
    mode: soft !== undefined || bounds.isFromZero ? 1 : 3,
    ...(hard !== undefined && { hard }),
  });
  const [from, to] = uPlot.rangeNum(low, high, { min: limit(softMin, min), max: limit(softMax, max) });
  if (isCenteredZero && min === undefined && max === undefined) {
    const reach = Math.max(Math.abs(from ?? 0), Math.abs(to ?? 0)) || 1;
    return [-reach, reach];
  }
  return ordered(min ?? from ?? 0, max ?? to ?? 1);
}

/** Whole decades (or powers of two); values of zero and below have no place. */
function logRange(low: number, high: number, bounds: ScaleBounds): [number, number] {
  const base = bounds.distribution.log === 2 ? 2 : 10;
  const top = Math.max(high, bounds.softMax ?? high);
  const bottom = Math.min(low, bounds.softMin ?? low);
  const last = top > 0 ? top : 1;
  const first = bottom > 0 ? bottom : Math.min(1, last / base);
  const [from, to] = uPlot.rangeLog(first, last, base, true);
  const least = bounds.min !== undefined && bounds.min > 0 ? bounds.min : (from ?? first);
  return ordered(least, bounds.max ?? to ?? last);
}

const ordered = (from: number, to: number): [number, number] => (from < to ? [from, to] : [from, from + 1]);

/** What uPlot must know of how values lie on the scale. */
export function distributionOf({ type, log, linearThreshold }: ScaleDistribution): Partial<uPlot.Scale> {
  if (type === 'log') return { distr: 3, log: log === 2 ? 2 : 10 };
  if (type === 'symlog') return { distr: 4, log: log === 2 ? 2 : 10, asinh: linearThreshold ?? 1 };
  return { distr: 1 };
}
