import { METRIC_NAME, withLabel } from '../model/labels.js';
import { labelsKey } from '../model/labels-key.js';
import { STALE_NAN } from '../model/samples.js';
import type { ActiveAlert } from './active-alert.js';
import { ALERTS_FOR_STATE } from './alert-series.js';
import type { RuleEnvironment } from './rule-environment.js';
import type { AlertingRule, RuleGroup } from './rule-group.js';

const LIMITS = { timeoutMs: 30_000, maxMemory: 256 << 20 };

/**
 * Lets alerts that began just now, after a restart, go on where `ALERTS_FOR_STATE` says that they stood. The time of the
 * outage does not count towards `for`, and what would fire at once waits for the grace period.
 * https://prometheus.io/docs/prometheus/latest/command-line/prometheus/ (`--rules.alert.for-outage-tolerance`)
 */
export async function restoreAlerts(
  begun: readonly ActiveAlert[],
  rule: AlertingRule,
  { tenant, queryOffsetMs }: RuleGroup,
  ms: number,
  { reader, times }: Pick<RuleEnvironment, 'reader' | 'times'>,
  signal: AbortSignal,
): Promise<void> {
  const { outageToleranceMs, gracePeriodMs } = times;
  if (begun.length === 0 || rule.forMs < gracePeriodMs) return;
  const waiting = new Map(begun.map((alert) => [labelsKey(alert.labels), alert]));
  const matchers = [
    { name: METRIC_NAME, op: '=', value: ALERTS_FOR_STATE },
    { name: 'alertname', op: '=', value: rule.name },
  ] as const;
  const range = { start: ms - queryOffsetMs - outageToleranceMs, end: ms };
  for await (const batch of reader.samples(tenant, matchers, range, { ...LIMITS, signal })) {
    for (const { labels, ts, values } of batch) {
      const alert = waiting.get(labelsKey(withLabel(labels, METRIC_NAME, '')));
      const last = ts.length - 1;
      if (alert === undefined || isStale(values, last)) continue;
      alert.activeAtMs = resumed(values[last]! * 1000, ts[last]! + queryOffsetMs, rule.forMs, ms, gracePeriodMs);
    }
  }
}

/** Since when an alert counts as active that was so since `activeAtMs` when the program was last seen, at `downAtMs`. */
function resumed(activeAtMs: number, downAtMs: number, forMs: number, ms: number, gracePeriodMs: number): number {
  const remaining = forMs - (downAtMs - activeAtMs);
  if (remaining <= 0) return activeAtMs;
  if (remaining < gracePeriodMs) return ms + gracePeriodMs - forMs;
  return activeAtMs + (ms - downAtMs);
}

function isStale(values: Float64Array, at: number): boolean {
  const bits = new Uint32Array(values.slice(at, at + 1).buffer);
  return bits[0] === STALE_NAN.low && bits[1] === STALE_NAN.high;
}
