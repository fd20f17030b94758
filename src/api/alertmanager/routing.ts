import type { ReceiverView, RouteView } from '../../alerting/views.js';
import { formatDuration } from '../../lib/duration.js';
import type { ServedAlertmanager } from './context.js';

/** The routing tree with what is in it now, and how the newest notification of each receiver went. */
export async function routingJson(alertmanager: ServedAlertmanager) {
  return { route: routeJson(await alertmanager.routes()), receivers: alertmanager.receivers().map(receiverJson) };
}

interface RouteJson {
  readonly [field: string]: unknown;
  readonly routes: readonly RouteJson[];
}

function routeJson({ options, matchers, nextFlushMs, routes, ...route }: RouteView): RouteJson {
  const { receiver, groupBy, groupWaitMs, groupIntervalMs, repeatIntervalMs } = options;
  return {
    ...route,
    receiver,
    matchers: matchers.map(({ name, op, value }) => ({
      name,
      value,
      isRegex: op.endsWith('~'),
      isEqual: op.startsWith('='),
    })),
    groupBy: groupBy === 'all' ? ['...'] : groupBy,
    groupWait: formatDuration(groupWaitMs),
    groupInterval: formatDuration(groupIntervalMs),
    repeatInterval: formatDuration(repeatIntervalMs),
    muteTimeIntervals: options.muteTimeIntervals,
    activeTimeIntervals: options.activeTimeIntervals,
    nextFlush: timeOrNull(nextFlushMs),
    routes: routes.map(routeJson),
  };
}

const receiverJson = ({ name, active, integrations }: ReceiverView) => ({
  name,
  isRouted: active,
  integrations: integrations.map(({ notifiedMs, lastAttempt, ...integration }) => ({
    ...integration,
    notifiedAt: timeOrNull(notifiedMs),
    lastAttempt:
      lastAttempt === undefined ? null : { at: timeOrNull(lastAttempt.ms), error: lastAttempt.error ?? null },
  })),
});

const timeOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());
