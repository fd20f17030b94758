import { groupHash } from './group-hash.js';
import type { RuleGroup } from './rule-group.js';

type Scheduled = Pick<RuleGroup, 'tenant' | 'file' | 'name' | 'intervalMs' | 'isAligned'>;

/**
 * The first time after `ms` at which a group is evaluated. Groups of one interval are spread over it by their names, so that
 * they do not all ask at once and keep their times over restarts.
 */
export function evaluationAfter(group: Scheduled, ms: number): number {
  const { intervalMs, isAligned } = group;
  const offset = isAligned ? 0 : Number(groupHash(group) % BigInt(intervalMs));
  return (Math.floor((ms - offset) / intervalMs) + 1) * intervalMs + offset;
}
