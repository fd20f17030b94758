import { type Labels, labelValue } from '../../model/labels.js';
import { type Alert, resolvedAt } from '../alerts/alert.js';
import { compileMatchers, type LabelTest } from '../matchers/matcher.js';
import type { InhibitRule } from './inhibit-rule.js';

interface Rule {
  readonly equal: readonly string[];
  readonly source: LabelTest;
  readonly target: LabelTest;
  /** By the values of the labels that must agree, then by fingerprint. */
  readonly sources: Map<string, Map<string, Alert>>;
}

/**
 * Which alerts keep others from notifying. An alert that is both source and target of a rule is not inhibited by others
 * that are both, itself among them. https://prometheus.io/docs/alerting/latest/configuration/#inhibition-related-settings
 */
export class Inhibitor {
  private readonly rules: readonly Rule[];

  constructor(rules: readonly InhibitRule[]) {
    this.rules = rules.map(({ sourceMatchers, targetMatchers, equal }) => ({
      equal,
      source: compileMatchers(sourceMatchers),
      target: compileMatchers(targetMatchers),
      sources: new Map(),
    }));
  }

  /** Takes an alert as it now is. */
  take(alert: Alert): void {
    for (const { equal, source, sources } of this.rules) {
      if (!source(alert.labels)) continue;
      const key = valuesOf(equal, alert.labels);
      const known = sources.get(key);
      if (known === undefined) sources.set(key, new Map([[alert.fingerprint, alert]]));
      else known.set(alert.fingerprint, alert);
    }
  }

  /** Fingerprints of the alerts that inhibit one with these labels, one for each rule that holds. */
  inhibitors(labels: Labels, nowMs: number): string[] {
    const found: string[] = [];
    for (const { equal, source, target, sources } of this.rules) {
      if (!target(labels)) continue;
      const candidates = sources.get(valuesOf(equal, labels));
      if (candidates === undefined) continue;
      const both = source(labels);
      for (const alert of candidates.values()) {
        if (resolvedAt(alert, nowMs) || (both && target(alert.labels))) continue;
        found.push(alert.fingerprint);
        break;
      }
    }
    return [...new Set(found)];
  }

  /** Forgets what has ended. */
  collect(nowMs: number): void {
    for (const { sources } of this.rules) {
      for (const [key, alerts] of sources) {
        for (const [fingerprint, alert] of alerts) if (resolvedAt(alert, nowMs)) alerts.delete(fingerprint);
        if (alerts.size === 0) sources.delete(key);
      }
    }
  }
}

const valuesOf = (names: readonly string[], labels: Labels) =>
  JSON.stringify(names.map((name) => labelValue(labels, name)));
