import type { AlertSink } from '../model/alert.js';
import type { Labels } from '../model/labels.js';
import type { MetricReader, Writer } from '../storage/interface.js';
import type { RuleGroup, RuleLanguageName } from './rule-group.js';
import type { RuleLanguage } from './rule-language.js';
import type { RuleQueries } from './rule-query.js';

/** Of Prometheus' flags `--rules.alert.*`; ms. */
export interface AlertTimes {
  /** How long the program may have been away for `for` to go on where it stood. */
  readonly outageToleranceMs: number;
  /** An alert whose `for` goes on fires no sooner than so long after the restart; shorter ones begin anew. */
  readonly gracePeriodMs: number;
  /** Least time between two notices of one firing alert. */
  readonly resendDelayMs: number;
}

export const DEFAULT_ALERT_TIMES: AlertTimes = {
  outageToleranceMs: 3_600_000,
  gracePeriodMs: 600_000,
  resendDelayMs: 60_000,
};

/** What the evaluation of rules is built with. */
export interface RuleEnvironment {
  readonly queries: RuleQueries;
  readonly languages: Readonly<Record<RuleLanguageName, RuleLanguage>>;
  readonly writer: Pick<Writer, 'indexes' | 'write'>;
  readonly reader: Pick<MetricReader, 'samples'>;
  readonly alerts: AlertSink;
  /** Where people find the program; without a slash at its end. */
  readonly externalUrl: string;
  /** Those of now: a reload may change them. */
  readonly externalLabels: () => Labels;
  readonly times: AlertTimes;
  readonly logger: Record<'info' | 'warn', (fields: object, message: string) => void>;
}

/** Whose data the rules of a group read. */
export const readTenantOf = ({ tenant, sourceTenants }: RuleGroup): string =>
  sourceTenants.length > 0 ? sourceTenants.join('|') : tenant;
