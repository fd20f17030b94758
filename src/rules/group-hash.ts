import { createHash } from 'node:crypto';
import type { RuleGroup } from './rule-group.js';

/** The same in every program that reads the same files. Not negative. */
export function groupHash({ tenant, file, name }: Pick<RuleGroup, 'tenant' | 'file' | 'name'>): bigint {
  return createHash('sha256')
    .update(JSON.stringify([tenant, file, name]))
    .digest()
    .readBigUInt64BE();
}
