import { z } from 'zod';
import { readStrict } from '../strict-yaml.js';
import { durationMs, plainText } from '../values.js';
import type { YamlFile } from '../yaml-file.js';

/** What a `prometheus.yml` says of rules, and other files that it names. */
export interface RuleSettings {
  /** Patterns of file names, relative to the file. */
  readonly ruleFiles: readonly string[];
  readonly queryOffsetMs: number;
  /** Patterns of file names, relative to the file. */
  readonly scrapeConfigFiles: readonly string[];
}

const schema = z.looseObject({
  rule_files: z.array(plainText).nullish(),
  scrape_config_files: z.array(plainText).nullish(),
  global: z.looseObject({ rule_query_offset: durationMs.nullish() }).nullish(),
});

/** The other parts of the file are read elsewhere. Throws `ConfigError` for the first thing that is wrong. */
export function readRuleSettings(file: YamlFile): RuleSettings {
  const { rule_files: ruleFiles, scrape_config_files: scrapeConfigFiles, global } = readStrict(file, schema);
  return {
    ruleFiles: ruleFiles ?? [],
    scrapeConfigFiles: scrapeConfigFiles ?? [],
    queryOffsetMs: global?.rule_query_offset ?? 0,
  };
}
