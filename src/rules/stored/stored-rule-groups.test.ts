import { beforeEach, describe, expect, it } from 'vitest';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { MemoryDocuments } from '../../../test/support/memory-documents.js';
import { QuartetError } from '../../model/errors.js';
import { DEFAULT_LOKI_LIMITS } from '../../model/loki-limits.js';
import type { RuleGroupReader } from './rule-group-reader.js';
import type { StoredRuleLimits } from './rule-limits.js';
import { StoredRuleGroups } from './stored-rule-groups.js';

const OWNER = { tenant: 'a', language: 'promql' } as const;

/** Groups are `{"name": …, "rules": […]}`; one that is called `bad` is wrong. */
const read: RuleGroupReader = (text, { tenant, language }, namespace) => {
  const plain = JSON.parse(text);
  if (plain.name === 'bad') throw new QuartetError('invalid_argument', 'bad');
  const rules = plain.rules.map(({ record, expr }: { record: string; expr: string }) => ({
    kind: 'recording',
    name: record,
    expression: expr,
    labels: [],
  }));
  const rest = { sourceTenants: [], intervalMs: 1, queryOffsetMs: 0, limit: 0, isAligned: false };
  return { group: { tenant, language, file: namespace, name: plain.name, rules, ...rest }, plain };
};

const group = (name: string, rules = 1) =>
  JSON.stringify({ name, rules: Array.from({ length: rules }, (_, i) => ({ record: `r${i}`, expr: 'up' })) });

let documents: MemoryDocuments;
let clock: DrivenClock;
let warnings: object[];
let changes: number;

beforeEach(() => {
  documents = new MemoryDocuments();
  clock = new DrivenClock(1_000_000);
  warnings = [];
  changes = 0;
});

async function program(limits: StoredRuleLimits = DEFAULT_LOKI_LIMITS): Promise<StoredRuleGroups> {
  const groups = new StoredRuleGroups({
    documents,
    read,
    limitsOf: () => limits,
    clock,
    logger: { warn: (fields: object) => void warnings.push(fields) },
    onChange: () => changes++,
  });
  await groups.start();
  return groups;
}

const names = (groups: StoredRuleGroups) => groups.groups().map(({ file, name }) => `${file}/${name}`);

describe('stored rule groups', () => {
  it('tell of changes, each once', async () => {
    const groups = await program();
    await groups.set(OWNER, 'n', group('g'));
    expect(changes).toBe(1);
    await expect(groups.set(OWNER, 'n', group('bad'))).rejects.toThrow('bad');
    await expect(groups.remove(OWNER, 'n', 'other')).rejects.toMatchObject({ code: 'not_found' });
    await clock.advance(120_000);
    expect(changes).toBe(1);
    await groups.removeNamespace(OWNER, 'n');
    expect(changes).toBe(2);
  });

  it('change only when the store has taken it', async () => {
    const groups = await program();
    documents.put = async () => {
      throw new QuartetError('unavailable', 'gone');
    };
    await expect(groups.set(OWNER, 'n', group('g'))).rejects.toThrow('gone');
    expect([names(groups), changes]).toEqual([[], 0]);
  });

  it('keep to limits when many are set at once', async () => {
    const groups = await program({ rulerMaxRuleGroupsPerTenant: 3, rulerMaxRulesPerRuleGroup: 2 });
    const done = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) => groups.set(OWNER, 'n', group(`g${i}`, 2))),
    );
    expect(done.map(({ status }) => status)).toEqual([...Array(3).fill('fulfilled'), ...Array(3).fill('rejected')]);
    await expect(groups.set(OWNER, 'n', group('g0', 3))).rejects.toMatchObject({ code: 'limit_exceeded' });
    await groups.set({ ...OWNER, language: 'logql' }, 'n', group('g', 2));
    await groups.set({ ...OWNER, tenant: 'b' }, 'n', group('g', 2));
    expect(names(groups)).toEqual(['n/g0', 'n/g1', 'n/g2', 'n/g', 'n/g']);
  });

  it('have the interval that a tenant may have', async () => {
    const least = {
      rulerMaxRuleGroupsPerTenant: 9,
      rulerMaxRulesPerRuleGroup: 9,
      rulerMinRuleEvaluationInterval: 15_000,
    };
    await expect((await program(least)).set(OWNER, 'n', group('g'))).rejects.toMatchObject({
      code: 'limit_exceeded',
      message:
        'per-user minimum rule evaluation interval (limit: 15s actual: 1ms) not reached; set interval: 15s or more',
    });
    await (await program({ ...least, rulerMinRuleEvaluationInterval: 1 })).set(OWNER, 'n', group('g'));
  });

  it('keep to limits of single namespaces', async () => {
    const groups = await program({
      rulerMaxRuleGroupsPerTenant: 2,
      rulerMaxRulesPerRuleGroup: 1,
      rulerMaxRulesPerRuleGroupByNamespace: ['large=2'],
      rulerMaxRuleGroupsPerTenantByNamespace: ['many=3'],
    });
    await expect(groups.set(OWNER, 'n', group('g', 2))).rejects.toThrow(
      'per-user rules per rule group limit (limit: 1 actual: 2) exceeded',
    );
    await groups.set(OWNER, 'large', group('g', 2));
    for (const name of ['a', 'b', 'c']) await groups.set(OWNER, 'many', group(name));
    await expect(groups.set(OWNER, 'many', group('d'))).rejects.toThrow(
      'per-user rule groups limit (limit: 3 actual: 4) exceeded',
    );
    await expect(groups.set(OWNER, 'n', group('g'))).rejects.toThrow(
      'per-user rule groups limit (limit: 2 actual: 5) exceeded',
    );
  });

  it('go on without what this program cannot read, and say so once', async () => {
    const bodies = {
      unreadable: { language: 'promql', namespace: 'n', createdMs: 1, document: { name: 'bad', rules: [] } },
      foreign: { language: 'sql' },
    };
    for (const [key, body] of Object.entries(bodies))
      await documents.put([{ tenant: 'a', kind: 'rule-group', key, body: JSON.stringify(body) }]);
    await documents.put([{ tenant: 'a', kind: 'rule-group', key: 'broken', body: '{' }]);
    const groups = await program();
    await groups.set(OWNER, 'n', group('g'));
    await clock.advance(120_000);
    expect(names(groups)).toEqual(['n/g']);
    expect(groups.list(OWNER).map(({ document }) => document.name)).toEqual(['bad', 'g']);
    expect(warnings).toMatchObject([
      { group: 'unreadable', error: 'bad' },
      { group: 'foreign', error: 'language "sql" is unknown' },
      { group: 'broken' },
    ]);
  });

  it('go on when the store cannot be read again', async () => {
    const groups = await program();
    await groups.set(OWNER, 'n', group('g'));
    const list = documents.list.bind(documents);
    documents.list = async () => {
      throw new Error('away');
    };
    await clock.advance(30_000);
    expect([names(groups), warnings]).toEqual([['n/g'], [{ error: 'away' }]]);
    documents.list = list;
    await documents.remove(await list('rule-group'));
    await clock.advance(30_000);
    expect(names(groups)).toEqual([]);
  });

  it('are not read again after the stop', async () => {
    const groups = await program();
    await groups.stop();
    documents.list = async () => {
      throw new Error('asked');
    };
    await clock.advance(120_000);
    expect(warnings).toEqual([]);
  });
});
