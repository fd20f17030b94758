import type { Labels } from '../model/labels.js';
import type { Tenant } from '../model/tenant.js';

/** In which language the expressions of a group are written. */
export type RuleLanguageName = 'promql' | 'logql';

/** https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule */
export interface RecordingRule {
  readonly kind: 'recording';
  /** The metric that it makes. */
  readonly name: string;
  readonly expression: string;
  readonly labels: Labels;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export interface AlertingRule {
  readonly kind: 'alerting';
  readonly name: string;
  readonly expression: string;
  /** How long its condition must hold before it fires. */
  readonly forMs: number;
  /** How long it goes on firing when its condition no longer holds. */
  readonly keepFiringForMs: number;
  /** Values are templates. */
  readonly labels: Labels;
  /** Values are templates. */
  readonly annotations: Labels;
}

export type Rule = RecordingRule | AlertingRule;

/**
 * Rules that are evaluated together, one after another. Labels of the group are among those of its rules.
 * https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule_group
 */
export interface RuleGroup {
  /** Whom its results belong to. */
  readonly tenant: Tenant;
  /** Whose data it reads where that is not its own. */
  readonly sourceTenants: readonly Tenant[];
  /** The file, or the namespace, where it stands. */
  readonly file: string;
  readonly name: string;
  readonly language: RuleLanguageName;
  /** Positive. */
  readonly intervalMs: number;
  /** Its rules look at so much before the time of the evaluation. */
  readonly queryOffsetMs: number;
  /** The offset is that of all groups that name none. */
  readonly hasCommonOffset?: boolean;
  /** Series or alerts that one rule may make; 0 for any number. */
  readonly limit: number;
  /** Evaluations lie on multiples of the interval; else the group's place among them follows from its name. */
  readonly isAligned: boolean;
  readonly rules: readonly Rule[];
}

/** Tells a group from the others. */
export const groupKey = ({ tenant, language, file, name }: RuleGroup): string =>
  JSON.stringify([tenant, language, file, name]);
