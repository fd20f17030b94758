import { filteredLabels } from '../model/filtered-labels.js';
import type { ExtractedFilter, Intervals, LineParser, LogAggregation } from '../storage/interface.js';
import type { StepGrid } from '../vector/step-grid.js';
import type { DropOrKeep, Grouping, LabelFilter, LogRange, RangeAggregation, Stage } from './ast.js';
import { bytesLiteral, bytesText } from './bytes-literal.js';
import { ERROR_DETAILS_LABEL, ERROR_LABEL } from './eval/entry-labels.js';
import { lineConditions } from './eval/line-conditions.js';
import { nsOfMs } from './eval/nanoseconds.js';
import { stageOrder } from './eval/stage-order.js';
import { compileCondition } from './eval/stages/label-condition.js';
import { extractedName } from './eval/stages/label-name.js';

/** What the store is asked to count for a range aggregation, wherever and whenever. */
export type CountPlan = Pick<LogAggregation, 'lines' | 'parser' | 'filters' | 'streamFilters' | 'by' | 'value'>;

/** Those whose samples are whole numbers that do not depend on each other. */
const VALUES: ReadonlyMap<RangeAggregation['op'], LogAggregation['value']> = new Map([
  ['count_over_time', 'entries'],
  ['rate', 'entries'],
  ['absent_over_time', 'entries'],
  ['bytes_over_time', 'bytes'],
  ['bytes_rate', 'bytes'],
]);

/**
 * The plan by which the store counts entries itself; undefined where it must give them all. `outer`: the grouping of a
 * `sum` around the aggregation. What a plan says is exactly what the stages say of entries on which none of them fails.
 */
export function countPlan(node: RangeAggregation, outer: Grouping | undefined): CountPlan | undefined {
  const value = VALUES.get(node.op);
  if (value === undefined || node.range.unwrap !== undefined || node.grouping !== undefined) return undefined;
  const stages = stageOrder(node.range.log.stages);
  const lines = lineConditions(stages);
  if (lines.length < stages.filter(({ kind }) => kind === 'line-filter').length) return undefined;
  const read = readStages(stages);
  if (read === undefined) return undefined;
  const by = node.op === 'absent_over_time' ? [] : outer === undefined || outer.without ? 'all' : outer.labels;
  if (by === 'all' && read.parser !== undefined) return undefined;
  const needed = new Set([...(by === 'all' ? [] : by), ...read.filtered]);
  if ([...needed].some(isSpecial)) return undefined;
  if (!read.drops.every((stage) => leavesAlone(stage, by === 'all' ? 'all' : needed))) return undefined;
  return { lines, parser: read.parser, filters: read.filters, streamFilters: read.streamFilters, by, value };
}

interface ReadStages {
  parser: LineParser | undefined;
  readonly filters: ExtractedFilter[];
  /** Those before the parser. */
  readonly streamFilters: ExtractedFilter[];
  readonly filtered: Set<string>;
  readonly drops: DropOrKeep[];
}

function readStages(stages: readonly Stage[]): ReadStages | undefined {
  const read: ReadStages = { parser: undefined, filters: [], streamFilters: [], filtered: new Set(), drops: [] };
  return stages.every((stage) => (READERS[stage.kind] as StageReader)(stage, read)) ? read : undefined;
}

/** False for what is beyond the store. */
type StageReader = (stage: Stage, read: ReadStages) => boolean;

const beyond = (): boolean => false;

const READERS: {
  readonly [K in Stage['kind']]: (stage: Extract<Stage, { kind: K }>, read: ReadStages) => boolean;
} = {
  'line-filter': () => true,
  json: readParser,
  logfmt: readParser,
  regexp: readParser,
  pattern: readParser,
  'label-filter': ({ filter }, read) => readFilter(filter, read),
  drop: readDrop,
  keep: readDrop,
  unpack: beyond,
  decolorize: beyond,
  'line-format': beyond,
  'label-format': beyond,
};

function readParser(parser: LineParser, read: ReadStages): boolean {
  if (read.parser !== undefined) return false;
  read.parser = parser;
  read.streamFilters.push(...read.filters.splice(0));
  return true;
}

function readDrop(stage: DropOrKeep, { drops }: ReadStages): boolean {
  drops.push(stage);
  return true;
}

/** Of a filter with more the store's query would be long, and deep. */
const MAX_COMPARISONS = 50;

/** A condition that entries without an error meet says nothing of those; where one fails, the store leaves it to us. */
function readFilter(filter: LabelFilter, { filters, filtered }: ReadStages): boolean {
  if (filter.kind === 'text' && filter.matcher.name === ERROR_LABEL) return compileCondition(filter.matcher)('');
  const names = filteredLabels(filter);
  if (names.length > MAX_COMPARISONS) return false;
  for (const name of names) filtered.add(name);
  filters.push(asLokiReads(filter));
  return true;
}

/** Sizes have two digits: Loki prints queries between its parts. */
function asLokiReads(filter: LabelFilter): LabelFilter {
  if ('left' in filter) return { ...filter, left: asLokiReads(filter.left), right: asLokiReads(filter.right) };
  return filter.kind === 'bytes' ? { ...filter, value: bytesLiteral(bytesText(filter.value)) ?? filter.value } : filter;
}

const SPECIAL: ReadonlySet<string> = new Set([ERROR_LABEL, ERROR_DETAILS_LABEL, '__preserve_error__']);

/** Labels of errors, and those that may be another's whose name was taken. */
const isSpecial = (name: string): boolean => SPECIAL.has(name) || name.endsWith(extractedName(''));

/**
 * Whether a stage takes none of the needed labels away. Those of errors are on entries only that the store leaves to us.
 */
function leavesAlone({ kind, items }: DropOrKeep, needed: ReadonlySet<string> | 'all'): boolean {
  if (needed === 'all') return false;
  const names = items.map((item) => ('matcher' in item ? item.matcher.name : item.name));
  if (kind === 'drop') return names.every((name) => !needed.has(name));
  return items.every((item) => 'name' in item) && [...needed].every((name) => names.includes(name));
}

/** More intervals than this would cost more than the entries. */
const MAX_INTERVALS = 200_000n;

/** Intervals of which the windows `(t - range, t]` of all steps consist; undefined where they would be too many. */
export function windowIntervals({ rangeMs, offsetMs }: LogRange, grid: StepGrid): Intervals | undefined {
  const width = nsOfMs(rangeMs);
  const every = grid.count === 1 ? width : nsOfMs(grid.step);
  const origin = nsOfMs(grid.start - offsetMs) - width;
  if (every >= width) return { origin, every, width };
  const part = greatestCommonDivisor(every, width);
  const span = every * BigInt(grid.count - 1) + width;
  return span / part > MAX_INTERVALS ? undefined : { origin, every: part, width: part };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large;
}
