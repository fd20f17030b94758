import type { RuleLanguageName } from '../../rules/rule-group.js';

/** Where two systems that have one API differ. */
export interface RulerDialect {
  readonly language: RuleLanguageName;
  /** Each stands for the same. */
  readonly paths: readonly string[];
  /** Whether asking for the groups of a tenant or a namespace without any is an error. */
  readonly refusesEmptyLists: boolean;
}

/** https://grafana.com/docs/mimir/latest/references/http-api/#ruler. `/api/v1/rules` is its older name. */
export const MIMIR_RULER: RulerDialect = {
  language: 'promql',
  paths: ['/prometheus/config/v1/rules', '/api/v1/rules'],
  refusesEmptyLists: false,
};

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#rule-endpoints */
export const LOKI_RULER: RulerDialect = {
  language: 'logql',
  paths: ['/loki/api/v1/rules', '/api/prom/rules'],
  refusesEmptyLists: true,
};
