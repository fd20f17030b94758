import { type Labels, METRIC_NAME } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import { labelsWith, pairsOf, refuseTwins } from '../label-changes.js';
import type { RecordingRule, RuleGroup, RuleLanguageName } from '../rule-group.js';

/** A number, or a native histogram as bytes that only the store reads. */
type RangeValue = number | Uint8Array;

/** A series of an answer to a range query: times (ms) ascending. */
export interface RangeSeries {
  readonly labels: Labels;
  readonly points: readonly (readonly [ms: number, value: RangeValue])[];
}

/** A series to be written; `stale`: it has ended. */
export interface WrittenSeries {
  readonly labels: Labels;
  readonly points: readonly (readonly [ms: number, value: RangeValue | 'stale'])[];
}

/** Where the history is, and where results go. What was written is seen by the queries that follow. */
export interface BackfillStore {
  /** Evaluates at `startMs` and each `stepMs` from there, up to and with `endMs`. */
  range(language: RuleLanguageName, expression: string, at: BackfillSpan): Promise<readonly RangeSeries[]>;
  /** Resolves when all is stored. */
  write(series: readonly WrittenSeries[]): Promise<void>;
}

/** ms; both ends inclusive. */
export interface BackfillSpan {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

export interface BackfillProgress {
  readonly group: string;
  /** Evaluations of the group that are done, and in all. */
  readonly done: number;
  readonly all: number;
  /** Samples that were written, in all groups. */
  readonly samples: number;
}

/** Evaluations that one query asks for. */
const PIECE = 500;

/**
 * Evaluates the recording rules of `groups` over history and writes what they yield, group by group and piece by piece, so
 * that each rule sees what those before it have recorded. Times lie on multiples of the step: to do it again writes the same
 * samples. Where a series is no longer yielded it is marked as ended. Rejects with what the store rejects with, and with
 * `execution` for what a rule cannot record. `step`: overrides the groups' intervals.
 */
export async function backfill(
  groups: readonly RuleGroup[],
  { startMs, endMs, stepMs }: Omit<BackfillSpan, 'stepMs'> & { readonly stepMs: number | undefined },
  store: BackfillStore,
  report: (progress: BackfillProgress) => void,
): Promise<number> {
  let samples = 0;
  for (const group of groups) {
    const rules = group.rules.filter((rule) => rule.kind === 'recording').map((rule) => new RuleHistory(rule, group));
    if (rules.length === 0) continue;
    const step = stepMs ?? group.intervalMs;
    const first = Math.ceil(startMs / step);
    const last = Math.floor(endMs / step);
    const all = Math.max(0, last - first + 1);
    for (let at = first; at <= last; at += PIECE) {
      const until = Math.min(last, at + PIECE - 1);
      const span = { startMs: at * step, endMs: until * step, stepMs: step };
      for (const rule of rules) samples += await rule.fill(span, store);
      report({ group: group.name, done: until - first + 1, all, samples });
    }
  }
  return samples;
}

/** One rule on its way through history. */
class RuleHistory {
  /** Series that it yielded at the last evaluation. */
  private alive = new Map<string, Labels>();

  constructor(
    private readonly rule: RecordingRule,
    private readonly group: RuleGroup,
  ) {}

  /** Gives the number of samples that were written. */
  async fill(span: BackfillSpan, store: BackfillStore): Promise<number> {
    const { rule, group } = this;
    const own = [[METRIC_NAME, rule.name] as const, ...pairsOf(rule.labels)];
    const answer = await store.range(group.language, rule.expression, span);
    const found = answer.map((series) => ({ ...series, labels: labelsWith(series.labels, own) }));
    refuseTwins(found, 'rule');
    const before = this.alive;
    this.alive = new Map();
    const written = found.map(({ labels, points }): WrittenSeries => {
      const key = labelsKey(labels);
      const wasAlive = before.delete(key);
      if (points.at(-1)?.[0] === span.endMs) this.alive.set(key, labels);
      return { labels, points: withEnds(points, span, wasAlive) };
    });
    for (const labels of before.values()) written.push({ labels, points: [[span.startMs, 'stale']] });
    if (written.length > 0) await store.write(written);
    return written.reduce((sum, { points }) => sum + points.length, 0);
  }
}

/** The points, with a marker at each first evaluation that has none. */
function withEnds(
  points: RangeSeries['points'],
  { startMs, endMs, stepMs }: BackfillSpan,
  wasAlive: boolean,
): WrittenSeries['points'] {
  const all: (readonly [number, RangeValue | 'stale'])[] = [];
  let next = wasAlive ? startMs : undefined;
  for (const point of points) {
    if (next !== undefined && point[0] > next) all.push([next, 'stale']);
    all.push(point);
    next = point[0] + stepMs;
  }
  if (next !== undefined && next <= endMs) all.push([next, 'stale']);
  return all;
}
