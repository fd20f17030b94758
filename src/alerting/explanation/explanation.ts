import type { Labels } from '../../model/labels.js';
import type { Dispatcher } from '../dispatch/dispatcher.js';
import { fingerprint } from '../fingerprint.js';
import type { Muting } from '../muting/muting.js';
import { groupKey } from '../routing/group-key.js';
import { groupLabels, type Route } from '../routing/route.js';
import { routePath } from '../routing/route-path.js';

/** Whom an alert would reach through one route, when, and why. Times in ms. */
interface ReachedRoute {
  readonly receiver: string;
  /** From the root down, the matchers that the alert met. */
  readonly path: readonly string[];
  readonly routeId: string;
  readonly groupKey: string;
  readonly groupLabels: Labels;
  /** Whether the group is there already. */
  readonly groupExists: boolean;
  readonly groupWaitMs: number;
  readonly groupIntervalMs: number;
  readonly repeatIntervalMs: number;
  /** When the group would notify next; muted or not. */
  readonly nextFlushMs: number;
  /** Names of the time intervals that mute the route then. */
  readonly mutedBy: readonly string[];
  /** The first flush that no time interval mutes; undefined: none within two weeks, or a silence or an inhibition keeps it back. */
  readonly notifiesAtMs: number | undefined;
}

/** What would happen to an alert with given labels. */
export interface Explanation {
  readonly fingerprint: string;
  /** Ids of active silences. */
  readonly silencedBy: readonly string[];
  /** Fingerprints of alerts. */
  readonly inhibitedBy: readonly string[];
  readonly routes: readonly ReachedRoute[];
}

const LOOK_AHEAD_MS = 14 * 86_400_000;
const MAX_FLUSHES = 20_000;

/** A dry run: nothing is sent and nothing remembered. Silences and inhibitions are those of now. */
export function explain(
  root: Route,
  dispatcher: Dispatcher,
  muting: Muting,
  labels: Labels,
  atMs: number,
): Explanation {
  const hash = fingerprint(labels);
  const silencedBy = muting.silencedBy(labels, hash);
  const inhibitedBy = muting.inhibitor.inhibitors(labels, atMs);
  const kept = silencedBy.length > 0 || inhibitedBy.length > 0;
  const routes = dispatcher.routes(labels).map((route): ReachedRoute => {
    const { receiver, groupBy, groupWaitMs, groupIntervalMs, repeatIntervalMs } = route.options;
    const named = groupLabels(groupBy, labels);
    const group = dispatcher.group(route, labels);
    const nextFlushMs = group === undefined ? atMs + groupWaitMs : Math.max(atMs, group.nextFlushMs);
    return {
      receiver,
      path: routePath(root, route),
      routeId: route.id,
      groupKey: groupKey(route, named),
      groupLabels: named,
      groupExists: group !== undefined,
      groupWaitMs,
      groupIntervalMs,
      repeatIntervalMs,
      nextFlushMs,
      mutedBy: muting.timeIntervals(route.options, nextFlushMs),
      notifiesAtMs: kept ? undefined : firstUnmuted(route, muting, nextFlushMs),
    };
  });
  return { fingerprint: hash, silencedBy, inhibitedBy, routes };
}

function firstUnmuted({ options }: Route, muting: Muting, fromMs: number): number | undefined {
  let ms = fromMs;
  for (let i = 0; i < MAX_FLUSHES && ms <= fromMs + LOOK_AHEAD_MS; i++) {
    if (muting.timeIntervals(options, ms).length === 0) return ms;
    ms += options.groupIntervalMs;
  }
  return undefined;
}
