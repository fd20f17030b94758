import type { Tenant } from '../../model/tenant.js';
import type { RuleGroup, RuleLanguageName } from '../../rules/rule-group.js';
import { readStrict } from '../strict-yaml.js';
import { YamlFile } from '../yaml-file.js';
import { ruleFilePaths } from './rule-file-paths.js';
import { type RuleChecks, type RuleFileGroup, ruleFileSchema, ruleGroupSchema } from './rule-file-schema.js';

/** What holds for all groups of files. */
export interface RuleFileOptions extends RuleChecks {
  readonly language: RuleLanguageName;
  readonly tenant: Tenant;
  /** Of groups that name none (`evaluation_interval`). */
  readonly intervalMs: number;
  /** Of groups that name none (`rule_query_offset`). */
  readonly queryOffsetMs: number;
}

/**
 * The groups of all files that `patterns` name, relative to `directory`. Throws `ConfigError` for the first mistake:
 * `file:line:column: path: what is wrong`.
 */
export const readRuleFiles = (patterns: readonly string[], directory: string, options: RuleFileOptions): RuleGroup[] =>
  ruleFilePaths(patterns, directory).flatMap((path) => readRules(YamlFile.read(path), options));

/** The groups of one file. */
export const readRules = (file: YamlFile, options: RuleFileOptions): RuleGroup[] =>
  readStrict(file, ruleFileSchema(options)).groups.map((group) => toGroup(group, file.path, options));

/** The group that is the whole of `file`, as the ruler APIs take it. */
export const readRuleGroup = (file: YamlFile, options: RuleFileOptions): RuleGroup =>
  toGroup(readStrict(file, ruleGroupSchema(options)), file.path, options);

function toGroup(given: RuleFileGroup, file: string, options: RuleFileOptions): RuleGroup {
  const { intervalMs, queryOffsetMs, ...group } = given;
  return {
    ...group,
    tenant: options.tenant,
    language: options.language,
    file,
    intervalMs: intervalMs ?? options.intervalMs,
    queryOffsetMs: queryOffsetMs ?? options.queryOffsetMs,
    ...(queryOffsetMs === undefined && { hasCommonOffset: true }),
  };
}
