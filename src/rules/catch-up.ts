import { METRIC_NAME } from '../model/labels.js';
import type { MetricReader } from '../storage/interface.js';
import { pairsOf } from './label-changes.js';
import type { RuleGroup } from './rule-group.js';

/** Evaluations further back are not made up for, ms. */
const CATCH_UP_MS = 3_600_000;
const CATCH_UP_EVALUATIONS = 240;

/** Recording rules of a group that are looked for. */
const MAX_RULES = 5;

const LIMITS = { timeoutMs: 30_000, maxMemory: 256 << 20 };

/** The times of evaluations that were missed before `ms`, as far back as they are made up for; the first is at `from` or later. */
export function timesToCatchUp({ intervalMs }: Pick<RuleGroup, 'intervalMs'>, from: number, ms: number): number[] {
  const reach = Math.min(CATCH_UP_EVALUATIONS, Math.floor(CATCH_UP_MS / intervalMs));
  const missed = Math.max(0, Math.min(reach, Math.round((ms - from) / intervalMs)));
  return Array.from({ length: missed }, (_, i) => ms - (missed - i) * intervalMs);
}

/**
 * The time of the last evaluation before `ms` whose recorded samples are stored, as far back as evaluations are made up for.
 * Undefined where there is none: then there is no gap to fill.
 */
export async function lastRecorded(
  group: RuleGroup,
  ms: number,
  reader: Pick<MetricReader, 'samples'>,
  signal: AbortSignal,
): Promise<number | undefined> {
  const recording = group.rules.filter(({ kind }) => kind === 'recording').slice(0, MAX_RULES);
  const end = ms - group.queryOffsetMs;
  let last: number | undefined;
  for (const { name, labels } of recording) {
    const own = [[METRIC_NAME, name] as const, ...pairsOf(labels)];
    const matchers = own.map(([label, value]) => ({ name: label, op: '=' as const, value }));
    const range = { start: Math.max(last ?? 0, end - CATCH_UP_MS), end };
    for await (const batch of reader.samples(group.tenant, matchers, range, { ...LIMITS, signal }))
      for (const { ts } of batch) last = Math.max(last ?? 0, ts.at(-1)!);
  }
  return last === undefined ? undefined : last + group.queryOffsetMs;
}
