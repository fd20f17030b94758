import type { Labels } from '../model/labels.js';
import { labelsKey } from '../model/labels-key.js';
import type { ActiveAlert } from './active-alert.js';

/** An alert that is resolved is told for so long, should whoever hears of it have been away, ms. */
const RESOLVED_RETENTION_MS = 15 * 60_000;

/** What the condition of a rule yields for one label set. */
export interface Observed {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly value: number;
}

/**
 * The alerts of one rule, and how they become pending, firing and resolved.
 * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export class AlertStates {
  private readonly byLabels = new Map<string, ActiveAlert>();
  /** Those for which the condition did not hold when it was last looked at. */
  private missed: readonly (readonly [key: string, alert: ActiveAlert])[] = [];

  /** Those that are pending or firing, and those that were resolved lately. */
  get all(): readonly ActiveAlert[] {
    return [...this.byLabels.values()];
  }

  /** Takes over what another version of the rule knew. */
  takeOver(other: AlertStates): void {
    for (const [key, alert] of other.byLabels) this.byLabels.set(key, alert);
  }

  clear(): void {
    this.byLabels.clear();
  }

  /** Notes for which label sets the condition holds at `ms`; gives those for which it did not hold before. */
  observe(found: readonly Observed[], ms: number): ActiveAlert[] {
    const seen = new Set<string>();
    const begun: ActiveAlert[] = [];
    for (const one of found) {
      const key = labelsKey(one.labels);
      seen.add(key);
      const known = this.byLabels.get(key);
      if (known !== undefined && known.state !== 'inactive') {
        Object.assign(known, { value: one.value, annotations: one.annotations, keepFiringSinceMs: undefined });
        continue;
      }
      const alert = begin(one, ms);
      this.byLabels.set(key, alert);
      begun.push(alert);
    }
    this.missed = [...this.byLabels].filter(([key]) => !seen.has(key));
    return begun;
  }

  /** Moves every alert on to the state that it has at `ms`; gives those that begin to fire. */
  advance(ms: number, forMs: number, keepFiringForMs: number): ActiveAlert[] {
    for (const [key, alert] of this.missed) this.miss(key, alert, ms, keepFiringForMs);
    const fired: ActiveAlert[] = [];
    for (const alert of this.byLabels.values()) {
      if (alert.state !== 'pending' || ms - alert.activeAtMs < forMs) continue;
      alert.state = 'firing';
      alert.firedAtMs = ms;
      fired.push(alert);
    }
    return fired;
  }

  private miss(key: string, alert: ActiveAlert, ms: number, keepFiringForMs: number): void {
    if (alert.state === 'firing' && keepFiringForMs > 0) {
      alert.keepFiringSinceMs ??= ms;
      if (ms - alert.keepFiringSinceMs < keepFiringForMs) return;
    }
    const isForgotten = alert.resolvedAtMs !== undefined && ms - alert.resolvedAtMs > RESOLVED_RETENTION_MS;
    if (alert.state === 'pending' || isForgotten) this.byLabels.delete(key);
    if (alert.state === 'inactive') return;
    alert.state = 'inactive';
    alert.resolvedAtMs = ms;
  }
}

const begin = ({ labels, annotations, value }: Observed, ms: number): ActiveAlert => ({
  labels,
  annotations,
  value,
  contributors: '',
  state: 'pending',
  activeAtMs: ms,
  firedAtMs: undefined,
  resolvedAtMs: undefined,
  keepFiringSinceMs: undefined,
  lastSentMs: undefined,
});
