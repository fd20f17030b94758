import { dirname, resolve } from 'node:path';
import type { AlertmanagerConfig } from '../../alerting/alertmanager-config.js';
import { parseMatchers } from '../../alerting/matchers/parse-matchers.js';
import type { ReceiverConfig } from '../../alerting/receivers/receiver-config.js';
import type { TemplateFile } from '../../alerting/template/notification-templates.js';
import { readTemplateFiles } from '../../alerting/template/template-files.js';
import type { BlackboxModule } from '../../collect/exporters/blackbox/blackbox-module.js';
import type { ScrapeConfig } from '../../collect/scrape/scrape-config.js';
import { readAlertmanagerConfig } from '../../config/alertmanager/alertmanager.js';
import { defaultBlackboxModules, readBlackboxModules } from '../../config/blackbox/blackbox.js';
import type { Config } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import { defaultConfig } from '../../config/defaults.js';
import { loadOriginal } from '../../config/load-config.js';
import { ORIGINAL_SYSTEMS } from '../../config/originals/systems.js';
import { type AlertingSettings, readAlerting } from '../../config/prometheus/alerting.js';
import { type RuleFileOptions, readRuleFiles, readRuleGroup } from '../../config/prometheus/rule-files.js';
import { type RuleSettings, readRuleSettings } from '../../config/prometheus/rule-settings.js';
import { readScrapeConfigs } from '../../config/prometheus/scrape-configs.js';
import { shownPrometheus } from '../../config/prometheus/shown-prometheus.js';
import { YamlFile } from '../../config/yaml-file.js';
import { DEFAULT_TENANT, type Tenant, tenantNamed } from '../../model/tenant.js';
import type { Features } from '../../promql/features.js';
import type { RuleGroup } from '../../rules/rule-group.js';
import { LOGQL_RULES, promqlRules, type RuleLanguage } from '../../rules/rule-language.js';
import type { RuleGroupReader } from '../../rules/stored/rule-group-reader.js';
import { checkTemplate } from '../../rules/template/check-template.js';
import { logRulePlaces } from './log-rule-places.js';
import { watchedPath } from './watched-files.js';

/** An `alertmanager.yml` with all that it names. */
export interface AlertmanagerFile {
  readonly config: AlertmanagerConfig<ReceiverConfig>;
  readonly templates: readonly TemplateFile[];
}

/** What the files say of scraping, rules and alerting. */
export interface MonitoringFiles {
  readonly scrapeConfigs: readonly ScrapeConfig[];
  /** The `prometheus.yml` as YAML, without secrets. */
  readonly prometheusText: string;
  readonly ruleGroups: readonly RuleGroup[];
  readonly alertmanager: AlertmanagerFile;
  /** Alertmanagers elsewhere. */
  readonly alerting: AlertingSettings;
  /** Of the blackbox exporter, by name. */
  readonly blackboxModules: ReadonlyMap<string, BlackboxModule>;
  /** Files and directories that are to be looked at for changes. */
  readonly paths: readonly string[];
}

/** Alerts are grouped and shown where nobody says whom to tell. */
const SILENT_ALERTMANAGER = 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n';

/** Reads all of them. Throws `ConfigError` for the first mistake; nothing is taken over then. */
export function readMonitoringFiles(config: Config, features: Features): MonitoringFiles {
  const { prometheusConfig, alertmanagerConfig, blackboxConfig, ruleFiles, lokiRules } = config;
  const prometheus = prometheusConfig === undefined ? undefined : YamlFile.read(prometheusConfig);
  const settings = prometheus === undefined ? undefined : readRuleSettings(prometheus);
  const alertmanager = readAlertmanager(config);
  const directory = dirname(prometheusConfig ?? '/');
  const named = [...(settings?.ruleFiles ?? []), ...(settings?.scrapeConfigFiles ?? [])];
  const patterns = [
    ...named.map((pattern) => resolve(directory, pattern)),
    ...ruleFiles,
    ...alertmanager.config.templates,
  ];
  return {
    scrapeConfigs: prometheus === undefined ? [] : readScrapeConfigs(prometheus),
    prometheusText: shownPrometheus(prometheus),
    ruleGroups: [...metricRules(config, settings, directory, features), ...logRules(config)],
    alertmanager,
    alerting: prometheus === undefined ? { alertRelabel: [], alertmanagers: [] } : readAlerting(prometheus),
    blackboxModules:
      blackboxConfig === undefined ? defaultBlackboxModules() : readBlackboxModules(YamlFile.read(blackboxConfig)),
    paths: [prometheusConfig, alertmanagerConfig, blackboxConfig, ...patterns.map(watchedPath), ...lokiRules].filter(
      (path) => path !== undefined,
    ),
  };
}

/** What `prometheusConfig` says beside that and nobody knows. */
export function unknownSettings(config: Config): readonly string[] {
  const { prometheusConfig: path, expandEnv } = config;
  if (path === undefined) return [];
  const system = ORIGINAL_SYSTEMS.find(({ setting }) => setting === 'prometheusConfig')!;
  return loadOriginal(system, path, { defaults: defaultConfig(), expandEnv, environment: process.env }).problems;
}

function readAlertmanager({ alertmanagerConfig }: Config): AlertmanagerFile {
  const file =
    alertmanagerConfig === undefined
      ? new YamlFile('no alertmanagerConfig', SILENT_ALERTMANAGER)
      : YamlFile.read(alertmanagerConfig);
  const config = readAlertmanagerConfig(file, parseMatchers);
  try {
    return { config, templates: readTemplateFiles(config.templates, dirname(file.path)) };
  } catch (error) {
    throw new ConfigError(`${file.name}: templates: ${(error as Error).message}`);
  }
}

function metricRules(
  config: Config,
  settings: RuleSettings | undefined,
  directory: string,
  features: Features,
): RuleGroup[] {
  const language = promqlRules(features);
  const options = ruleOptions(config, language, DEFAULT_TENANT, settings?.queryOffsetMs ?? 0);
  return [
    ...readRuleFiles(settings?.ruleFiles ?? [], directory, options),
    ...readRuleFiles(config.ruleFiles, '/', options),
  ];
}

function logRules(config: Config): RuleGroup[] {
  return logRulePlaces(config.lokiRules).flatMap(({ patterns, directory, tenant: name }) => {
    const tenant = name !== undefined && config.multitenancy ? tenantNamed(name) : DEFAULT_TENANT;
    return readRuleFiles(patterns, directory, ruleOptions(config, LOGQL_RULES, tenant, 0));
  });
}

const ruleOptions = (
  config: Config,
  language: RuleLanguage,
  tenant: Tenant,
  queryOffsetMs: number,
): RuleFileOptions => ({
  language: language.name,
  tenant,
  intervalMs: config.prometheus.evaluationInterval,
  queryOffsetMs,
  checkExpression: (expression) => language.check(expression),
  checkTemplate,
});

/** Reads a group that is set over an API. Throws `ConfigError`. */
export function ruleGroupReader(config: Config, features: Features): RuleGroupReader {
  const languages = { promql: promqlRules(features), logql: LOGQL_RULES };
  return (text, { tenant, language }, namespace) => {
    const file = new YamlFile('group', text);
    const group = readRuleGroup(file, ruleOptions(config, languages[language], tenant, 0));
    return { group: { ...group, file: namespace }, plain: file.value(file.root) };
  };
}
