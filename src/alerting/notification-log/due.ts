import type { Notification } from '../notify/integration.js';
import type { LogEntry } from './notification-log.js';

/** What an integration would be told. Alerts by fingerprint. */
export interface Told {
  readonly firing: readonly string[];
  readonly resolved: readonly string[];
}

/**
 * Why an integration is to be told of a group, or undefined when it knows already: alerts fire that did not, all have
 * resolved, one has resolved (where it is told of that), or more than the repeat interval has passed.
 * https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function dueReason(
  entry: LogEntry | undefined,
  { firing, resolved }: Told,
  { sendResolved, repeatIntervalMs, nowMs }: { sendResolved: boolean; repeatIntervalMs: number; nowMs: number },
): Notification['reason'] | undefined {
  if (entry === undefined) return firing.length > 0 ? 'first' : undefined;
  if (!subset(firing, entry.firing)) return entry.firing.length === 0 ? 'first' : 'changed';
  // Told or not, the log must say that nothing fires any more.
  if (firing.length === 0) return entry.firing.length > 0 ? 'resolved' : undefined;
  if (sendResolved && !subset(resolved, entry.resolved)) return 'changed';
  const expired = entry.expiresAtMs <= nowMs || entry.timestampMs < nowMs - repeatIntervalMs;
  return expired ? 'repeated' : undefined;
}

function subset(some: readonly string[], all: readonly string[]): boolean {
  const known = new Set(all);
  return some.every((one) => known.has(one));
}
