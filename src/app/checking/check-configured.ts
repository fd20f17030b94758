import type { Config } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import { ruleFilePaths } from '../../config/prometheus/rule-file-paths.js';
import { YamlFile } from '../../config/yaml-file.js';
import type { Features } from '../../promql/features.js';
import { LOGQL_RULES, promqlRules } from '../../rules/rule-language.js';
import { logRulePlaces } from '../monitoring/log-rule-places.js';
import { checkAlertmanager } from './check-alertmanager.js';
import { checkPrometheus } from './check-prometheus.js';
import { checkRules } from './check-rules.js';
import type { CheckedFile } from './checked-file.js';

/** Checks the files of scraping, rules and alerting that the configuration names, each with all that it names. */
export function checkConfigured(config: Config, features: Features): CheckedFile[] {
  const { prometheusConfig, alertmanagerConfig, ruleFiles, lokiRules } = config;
  const metricRules = ruleFilePaths(ruleFiles, '/');
  const logRules = logRulePlaces(lokiRules).flatMap(({ patterns, directory }) => ruleFilePaths(patterns, directory));
  return [
    ...checkEach([prometheusConfig], (file) => checkPrometheus(file, features)),
    ...checkEach([alertmanagerConfig], checkAlertmanager),
    ...checkEach(metricRules, (file) => checkRules(file, features, promqlRules(features))),
    ...checkEach(logRules, (file) => checkRules(file, features, LOGQL_RULES)),
  ];
}

function checkEach(paths: readonly (string | undefined)[], check: (file: YamlFile) => CheckedFile): CheckedFile[] {
  return paths
    .filter((path) => path !== undefined)
    .map((path) => {
      try {
        const file = YamlFile.read(path);
        const { found, ...rest } = check(file);
        return { found: found.map((text) => `${file.name}: ${text}`), ...rest };
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        return { found: [], warnings: [], problems: [error.message] };
      }
    });
}
