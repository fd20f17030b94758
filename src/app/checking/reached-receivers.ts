import { parseMatchers } from '../../alerting/matchers/parse-matchers.js';
import { mutingIntervals } from '../../alerting/muting/muting-intervals.js';
import { groupLabels, matchingRoutes, routeTree } from '../../alerting/routing/route.js';
import { routePath } from '../../alerting/routing/route-path.js';
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
  return matchingRoutes(root, labels).map((route) => {
    const { receiver, groupBy, groupWaitMs, groupIntervalMs, repeatIntervalMs } = route.options;
    const times = `after ${formatDuration(groupWaitMs)}, changes after ${formatDuration(groupIntervalMs)}, again after ${formatDuration(repeatIntervalMs)}`;
    const { inactive, muted } = mutingIntervals(route.options, config.timeIntervals, nowMs);
    const muting = [...inactive, ...muted];
    const now = muting.length === 0 ? '' : `; muted now by ${muting.join(', ')}`;
    return `${receiver}: by ${routePath(root, route).join(' → ')}; group ${shownLabels(groupLabels(groupBy, labels))}; ${times}${now}`;
  });
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
