import { QuartetError } from '../../../model/errors.js';
import type { Labels } from '../../../model/labels.js';
import type { ExtractedFilter, LogAggregation, LogEntry, TimeRangeNs } from '../../../storage/interface.js';
import { intervalAt } from '../../../storage/intervals.js';
import type { Grouping, LabelFilter, RangeAggregation } from '../../ast.js';
import { aggregationPlan, windowIntervals } from '../../plan.js';
import { EntryLabels } from '../entry-labels.js';
import type { Evaluation } from '../evaluation.js';
import { metadataBeside } from '../metadata-names.js';
import { pipelineEntry } from '../stage.js';
import { compileFilter } from '../stages/label-filter.js';
import type { GroupValue } from './gathered-series.js';

/** What the entries with these labels amount to; `ns` lies in the same windows as the entries. */
type OnGroup = (labels: EntryLabels, ns: bigint, value: GroupValue) => void;

/** An aggregation that the store takes on. */
export interface PushedAggregation {
  /** Tells the groups. False: the store gave up half-way, and what it told is to be forgotten. */
  groups(onGroup: OnGroup): Promise<boolean>;
  /** The entries that are in none of the groups. To be read behind them. */
  rest(): AsyncIterable<readonly LogEntry[]>;
}

/** Asks the store to aggregate what a range aggregation does; undefined where it cannot. */
export async function pushedAggregation(
  node: RangeAggregation,
  outer: Grouping | undefined,
  range: TimeRangeNs,
  { aggregates, tenant, limits, grid, pace, seen }: Evaluation,
): Promise<PushedAggregation | undefined> {
  if (aggregates === undefined) return undefined;
  const plan = aggregationPlan(node, outer);
  const intervals = windowIntervals(node.range, grid);
  if (plan === undefined || intervals === undefined) return undefined;
  const { matchers } = node.range.log;
  const aggregation: LogAggregation = { ...plan, matchers, range, intervals, judgeStream: streamJudge() };
  const asked = await aggregates.aggregate(tenant, aggregation, limits);
  if (asked === undefined) return undefined;
  const groups = async (onGroup: OnGroup): Promise<void> => {
    for await (const batch of asked.groups()) {
      for (const group of batch) {
        const { stream, labels, interval, value, entries } = group;
        if (plan.value === 'bytes') seen.bytes += value;
        else seen.entries += entries;
        const { last } = intervalAt(intervals, BigInt(interval));
        onGroup(new EntryLabels(stream, metadataBeside(stream, labels)), last, group);
      }
      if (pace.isDue) await pace.rest();
    }
  };
  return { groups: (onGroup) => unlessTooLarge(groups(onGroup)), rest: () => asked.rest() };
}

/** Groups that the engine has no room for may have room as lines that are counted one by one. */
async function unlessTooLarge(done: Promise<void>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    if (error instanceof QuartetError && error.code === 'limit_exceeded') return false;
    throw error;
  }
}

/** Judges filters on labels of streams as the stages of a pipeline do. */
function streamJudge(): LogAggregation['judgeStream'] {
  const compiled = new Map<ExtractedFilter, ReturnType<typeof compileFilter>>();
  return (filter: ExtractedFilter, stream: Labels): boolean | undefined => {
    let passes = compiled.get(filter);
    if (passes === undefined) {
      passes = compileFilter(filter as LabelFilter);
      compiled.set(filter, passes);
    }
    const entry = pipelineEntry(new EntryLabels(stream, []));
    const verdict = passes(entry);
    return entry.labels.error === undefined ? verdict : undefined;
  };
}
