import { describe, expect, it } from 'vitest';
import { DEFAULT_RULER_LIMITS, type RulerLimits } from '../model/ruler-limits.js';
import { limitedGroups } from './limited-groups.js';
import type { RuleGroup } from './rule-group.js';

const GROUP: RuleGroup = {
  tenant: 'a',
  sourceTenants: [],
  file: 'f',
  name: 'g',
  language: 'promql',
  intervalMs: 60_000,
  queryOffsetMs: 5000,
  hasCommonOffset: true,
  limit: 0,
  isAligned: false,
  rules: [
    { kind: 'recording', name: 'r', expression: 'up', labels: [] },
    { kind: 'alerting', name: 'A', expression: 'up', forMs: 0, keepFiringForMs: 0, labels: [], annotations: [] },
  ],
};

const limited = (limits: Partial<RulerLimits>, group: RuleGroup = GROUP) =>
  limitedGroups([group], () => ({ ...DEFAULT_RULER_LIMITS, ...limits }))[0]!;

describe('limitedGroups', () => {
  it('leaves groups as they are where nothing limits them', () => {
    expect(limited({})).toEqual(GROUP);
  });

  it('leaves out kinds of rules that are off', () => {
    const kinds = (limits: Partial<RulerLimits>) => limited(limits).rules.map(({ kind }) => kind);
    expect(kinds({ rulerRecordingRulesEvaluationEnabled: false })).toEqual(['alerting']);
    expect(kinds({ rulerAlertingRulesEvaluationEnabled: false })).toEqual(['recording']);
  });

  it('evaluates no group more often than its tenant may', () => {
    const interval = (ms: number, group?: RuleGroup) =>
      limited({ rulerMinRuleEvaluationInterval: ms }, group).intervalMs;
    expect([interval(1000), interval(90_000)]).toEqual([60_000, 90_000]);
    expect(interval(90_000, { ...GROUP, language: 'logql' })).toBe(60_000);
  });

  it('delays what names no offset of its own', () => {
    const offset = (ms: number, group?: RuleGroup) =>
      limited({ rulerEvaluationDelayDuration: ms }, group).queryOffsetMs;
    expect([offset(60_000), offset(1000)]).toEqual([60_000, 5000]);
    const { hasCommonOffset: _, ...own } = GROUP;
    expect(offset(60_000, own)).toBe(5000);
    expect(offset(60_000, { ...GROUP, language: 'logql' })).toBe(5000);
  });
});
