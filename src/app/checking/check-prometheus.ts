import { dirname } from 'node:path';
import { ConfigError } from '../../config/config-error.js';
import { readAlerting } from '../../config/prometheus/alerting.js';
import { ruleFilePaths } from '../../config/prometheus/rule-file-paths.js';
import { readRuleSettings } from '../../config/prometheus/rule-settings.js';
import { readScrapeConfigs } from '../../config/prometheus/scrape-configs.js';
import { YamlFile } from '../../config/yaml-file.js';
import type { Features } from '../../promql/features.js';
import { promqlRules } from '../../rules/rule-language.js';
import { checkRules } from './check-rules.js';
import { type CheckedFile, counted } from './checked-file.js';
import { unreadableFiles } from './named-files.js';

/**
 * Checks the jobs, the alerting and the rules of a `prometheus.yml` and the files that it names, as `promtool check config` does. Its
 * other settings are checked where they are read. Throws `ConfigError` for the first mistake of the file itself.
 */
export function checkPrometheus(file: YamlFile, features: Features): CheckedFile {
  const jobs = readScrapeConfigs(file);
  readAlerting(file);
  const { ruleFiles } = readRuleSettings(file);
  const directory = dirname(file.path);
  const found = [`SUCCESS: ${counted(jobs.length, 'scrape job')} found`];
  const warnings: string[] = [];
  const problems = unreadableFiles(file);
  for (const { jobName, discovery } of jobs)
    for (const one of discovery)
      if (one.kind === 'file')
        for (const pattern of one.files)
          if (ruleFilePaths([pattern], directory).length === 0)
            warnings.push(`${file.name}: scrape job ${jobName}: file_sd_configs: no file matches ${pattern}`);
  const paths = ruleFiles.flatMap((pattern) => {
    const matching = ruleFilePaths([pattern], directory);
    if (matching.length === 0) warnings.push(`${file.name}: rule_files: no file matches ${pattern}`);
    return matching;
  });
  if (ruleFiles.length > 0) found.push(`SUCCESS: ${counted(paths.length, 'rule file')} found`);
  for (const path of new Set(paths)) {
    try {
      const rules = YamlFile.read(path);
      const checked = checkRules(rules, features, promqlRules(features));
      found.push(...checked.found.map((text) => `${rules.name}: ${text}`));
      warnings.push(...checked.warnings);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(error.message);
    }
  }
  return { found, warnings, problems };
}
