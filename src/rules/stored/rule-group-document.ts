import { formatDuration, parseDuration } from '../../lib/duration.js';

/** A rule as its owner wrote it. Durations in Prometheus' notation. */
interface RuleDocument {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * A group as its owner wrote it, settings under their names and in the order in which they are shown; what was not given, or
 * says nothing, is absent.
 * https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule_group
 */
export interface RuleGroupDocument {
  readonly name: string;
  readonly interval?: string;
  readonly evaluation_delay?: string;
  readonly query_offset?: string;
  readonly limit?: number;
  readonly source_tenants?: readonly string[];
  readonly align_evaluation_time_on_interval?: boolean;
  readonly partial_response_strategy?: string;
  readonly rules: readonly RuleDocument[];
  readonly labels?: Readonly<Record<string, string>>;
}

type Print = (given: unknown) => unknown;

const text: Print = (given) => String(given);

/** A duration; undefined for none. */
const duration: Print = (given) => (parseDuration(String(given)) ? offset(given) : undefined);

/** A duration, of which 0 is one too. */
const offset: Print = (given) => formatDuration(parseDuration(String(given)) ?? 0);

const orAbsent: Print = (given) => given || undefined;

const list: Print = (given) => ((given as unknown[]).length === 0 ? undefined : (given as unknown[]).map(String));

const map: Print = (given) => {
  const entries = Object.entries(given as object).map(([name, one]): [string, string] => [name, String(one)]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

const RULE: Readonly<Record<keyof RuleDocument, Print>> = {
  record: orAbsent,
  alert: orAbsent,
  expr: text,
  for: duration,
  keep_firing_for: duration,
  labels: map,
  annotations: map,
};

const GROUP: Readonly<Record<keyof RuleGroupDocument, Print>> = {
  name: text,
  interval: duration,
  evaluation_delay: offset,
  query_offset: offset,
  limit: orAbsent,
  source_tenants: list,
  align_evaluation_time_on_interval: orAbsent,
  partial_response_strategy: orAbsent,
  rules: (given) => (given as object[]).map((rule) => printed(rule, RULE)),
  labels: map,
};

/** The group whose plain data is `given`, which was found to be right. */
export const ruleGroupDocument = (given: unknown): RuleGroupDocument =>
  printed(given as object, GROUP) as unknown as RuleGroupDocument;

function printed(given: object, table: Readonly<Record<string, Print>>): Record<string, unknown> {
  const values = given as Readonly<Record<string, unknown>>;
  const settings = Object.entries(table).map(([name, print]): [string, unknown] => {
    const value = values[name];
    return [name, value === undefined || value === null ? undefined : print(value)];
  });
  return Object.fromEntries(settings.filter(([, value]) => value !== undefined));
}
