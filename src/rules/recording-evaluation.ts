import { QuartetError } from '../model/errors.js';
import { METRIC_NAME } from '../model/labels.js';
import { labelsWith, pairsOf, refuseTwins } from './label-changes.js';
import { type RuleEnvironment, readTenantOf } from './rule-environment.js';
import type { RecordingRule, RuleGroup } from './rule-group.js';
import type { RuleSample } from './rule-query.js';

/** The series that a recording rule makes of what its expression yields at `ms`. */
export async function evaluateRecording(
  rule: RecordingRule,
  group: RuleGroup,
  ms: number,
  { queries }: RuleEnvironment,
  signal: AbortSignal,
): Promise<readonly RuleSample[]> {
  const found = await queries[group.language].instant(readTenantOf(group), rule.expression, ms, signal);
  const own = [[METRIC_NAME, rule.name] as const, ...pairsOf(rule.labels)];
  const samples = found.map((sample) => ({ ...sample, labels: labelsWith(sample.labels, own) }));
  refuseTwins(samples, 'rule');
  if (group.limit > 0 && samples.length > group.limit)
    throw new QuartetError('execution', `exceeded limit of ${group.limit} with ${samples.length} series`);
  return samples;
}
