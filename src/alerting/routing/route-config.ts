import type { Matcher } from '../matchers/matcher.js';

/**
 * A node of the routing tree as it stands in the file; what is undefined is the parent's.
 * https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export interface RouteConfig {
  readonly receiver: string | undefined;
  /** `...` alone: by all labels. */
  readonly groupBy: readonly string[] | undefined;
  /** Alerts that match go on to the routes beside this one. */
  readonly continue: boolean;
  readonly matchers: readonly Matcher[];
  readonly groupWaitMs: number | undefined;
  readonly groupIntervalMs: number | undefined;
  readonly repeatIntervalMs: number | undefined;
  readonly muteTimeIntervals: readonly string[];
  readonly activeTimeIntervals: readonly string[];
  readonly routes: readonly RouteConfig[];
}
