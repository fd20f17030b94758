import type { RouteOptions } from '../routing/route.js';
import { type TimeInterval, withinIntervals } from '../time-intervals/time-interval.js';

/** Names of the time intervals that mute a route at a moment. */
export interface MutingIntervals {
  /** All of its active ones, when it is in none of them. */
  readonly inactive: readonly string[];
  /** Of the others those in which it is. */
  readonly muted: readonly string[];
}

/** `intervals` by name; ms since 1970. https://prometheus.io/docs/alerting/latest/configuration/#route */
export function mutingIntervals(
  { activeTimeIntervals, muteTimeIntervals }: Pick<RouteOptions, 'activeTimeIntervals' | 'muteTimeIntervals'>,
  intervals: ReadonlyMap<string, readonly TimeInterval[]>,
  ms: number,
): MutingIntervals {
  const isWithin = (name: string) => withinIntervals(intervals.get(name) ?? [], ms);
  return {
    inactive: activeTimeIntervals.some(isWithin) ? [] : activeTimeIntervals,
    muted: muteTimeIntervals.filter(isWithin),
  };
}
