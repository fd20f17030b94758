import { formatMatchers } from '../../alerting/matchers/matcher.js';
import { parseMatchers } from '../../alerting/matchers/parse-matchers.js';
import { groupLabels, matchingRoutes, type Route, routeTree } from '../../alerting/routing/route.js';
import { withinIntervals } from '../../alerting/time-intervals/time-interval.js';
import { readAlertmanagerConfig } from '../../config/alertmanager/alertmanager.js';
import { ConfigError } from '../../config/config-error.js';
import type { YamlFile } from '../../config/yaml-file.js';
import { formatDuration } from '../../lib/duration.js';
import { type Labels, labelsFrom } from '../../model/labels.js';
import { shownLabels } from '../../rules/unit-test/shown.js';

/**
 * Whom an alert with these labels (`severity=critical,service=x`) would reach by the routes of an `alertmanager.yml`, a line
 * for each route. Silences and inhibition, which depend on other alerts, are not looked at. Throws `ConfigError`.
 */
export function reachedReceivers(file: YamlFile, labelsText: string, nowMs: number): string[] {
  const labels = readLabels(labelsText);
  const config = readAlertmanagerConfig(file, parseMatchers);
  const root = routeTree(config.route);
  const isWithin = (name: string) => withinIntervals(config.timeIntervals.get(name) ?? [], nowMs);
  return matchingRoutes(root, labels).map((route) => {
    const { receiver, groupBy, groupWaitMs, groupIntervalMs, repeatIntervalMs, ...intervals } = route.options;
    const { muteTimeIntervals, activeTimeIntervals } = intervals;
    const times = `after ${formatDuration(groupWaitMs)}, changes after ${formatDuration(groupIntervalMs)}, again after ${formatDuration(repeatIntervalMs)}`;
    const isInactive = activeTimeIntervals.length > 0 && !activeTimeIntervals.some(isWithin);
    const muted = [...(isInactive ? activeTimeIntervals : []), ...muteTimeIntervals.filter(isWithin)];
    const now = muted.length === 0 ? '' : `; muted now by ${muted.join(', ')}`;
    return `${receiver}: by ${pathTo(root, route)}; group ${shownLabels(groupLabels(groupBy, labels))}; ${times}${now}`;
  });
}

function pathTo(root: Route, wanted: Route): string {
  const path = (route: Route): string[] | undefined => {
    if (route === wanted) return [formatMatchers(route.matchers)];
    for (const child of route.routes) {
      const below = path(child);
      if (below !== undefined) return [formatMatchers(route.matchers), ...below];
    }
    return undefined;
  };
  return (path(root) ?? []).join(' → ');
}

/** `name=value` with commas between, values as they are or in double quotes. */
function readLabels(text: string): Labels {
  const pairs = [...text.matchAll(/\s*([^=,\s]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^",]*)\s*(?:,|$)/gy)];
  const length = pairs.reduce((sum, [whole]) => sum + whole.length, 0);
  if (text.trim() === '' || length < text.length)
    throw new ConfigError(`--labels ${text}: labels are written severity=critical,service="shop"`);
  return labelsFrom(pairs.map(([, name, value]) => [name!, unquoted(value!)]));
}

const unquoted = (value: string): string =>
  value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value.trim();
