import { filteredLabels } from '../model/filtered-labels.js';
import type { ExtractedFilter, Intervals, LineParser, LogAggregation, UnwrappedLabel } from '../storage/interface.js';
import type { StepGrid } from '../vector/step-grid.js';
import type { DropOrKeep, Grouping, LabelFilter, LogRange, RangeAggregation, Stage, Unwrap } from './ast.js';
import { bytesLiteral, bytesText } from './bytes-literal.js';
import { ERROR_DETAILS_LABEL, ERROR_LABEL } from './eval/entry-labels.js';
import { lineConditions } from './eval/line-conditions.js';
import { nsOfMs } from './eval/nanoseconds.js';
import { stageOrder } from './eval/stage-order.js';
import { compileCondition } from './eval/stages/label-condition.js';
import { extractedName } from './eval/stages/label-name.js';
import { unwrapReading } from './eval/unwrap.js';

/** What the store is asked of the entries of a range aggregation, wherever and whenever. */
export type AggregationPlan = Pick<LogAggregation, 'lines' | 'parser' | 'filters' | 'streamFilters' | 'by' | 'value'>;

/** Those whose samples are whole numbers that do not depend on each other. */
const COUNTED: ReadonlyMap<RangeAggregation['op'], LogAggregation['value']> = new Map([
  ['count_over_time', 'entries'],
  ['rate', 'entries'],
  ['absent_over_time', 'entries'],
  ['bytes_over_time', 'bytes'],
  ['bytes_rate', 'bytes'],
]);

type Summary = UnwrappedLabel['summary'];

/** Those of which the value of a window comes of what was asked of its parts, with what is asked. */
const SUMMARIES: ReadonlyMap<RangeAggregation['op'], Summary> = new Map<RangeAggregation['op'], Summary>([
  ['sum_over_time', 'sum'],
  ['rate', 'sum'],
  ['avg_over_time', 'moments'],
  ['min_over_time', 'min'],
  ['max_over_time', 'max'],
  ['stddev_over_time', 'moments'],
  ['stdvar_over_time', 'moments'],
]);

/**
 * The plan by which the store aggregates entries itself; undefined where it must give them all. `outer`: the grouping of a
 * `sum` around the aggregation. What a plan says is exactly what the stages say of entries on which none of them fails.
 */
export function aggregationPlan(node: RangeAggregation, outer: Grouping | undefined): AggregationPlan | undefined {
  const { unwrap } = node.range;
  const value = unwrap === undefined ? COUNTED.get(node.op) : unwrappedLabel(node.op, unwrap);
  if (value === undefined || (node.grouping !== undefined && outer !== undefined)) return undefined;
  const stages = stageOrder(node.range.log.stages);
  const lines = lineConditions(stages);
  if (lines.length < stages.filter(({ kind }) => kind === 'line-filter').length) return undefined;
  const read = readStages(stages);
  if (read === undefined || !(unwrap?.filters ?? []).every((filter) => readFilter(filter, read))) return undefined;
  const by = node.op === 'absent_over_time' ? [] : namedIn(outer ?? node.grouping);
  // The unwrapped label tells no series apart, unless it is named.
  if (by === 'all' && (read.parser !== undefined || unwrap !== undefined)) return undefined;
  const needed = new Set([
    ...(by === 'all' ? [] : by),
    ...(unwrap === undefined ? [] : [unwrap.label]),
    ...read.filtered,
  ]);
  if ([...needed].some(isSpecial)) return undefined;
  if (!read.drops.every((stage) => leavesAlone(stage, by === 'all' ? 'all' : needed))) return undefined;
  return { lines, parser: read.parser, filters: read.filters, streamFilters: read.streamFilters, by, value };
}

const namedIn = (grouping: Grouping | undefined): AggregationPlan['by'] =>
  grouping === undefined || grouping.without ? 'all' : grouping.labels;

function unwrappedLabel(op: RangeAggregation['op'], { label, conversion }: Unwrap): UnwrappedLabel | undefined {
  const summary = SUMMARIES.get(op);
  return summary && { label, summary, ...unwrapReading(conversion) };
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
  const span = every * BigInt(grid.count - 1) + width;
  if (span / every > MAX_INTERVALS) return undefined;
  // Windows begin at multiples of the step behind the first one's beginning, and end so far behind them.
  const cut = width % every;
  return { origin, every, width: every, ...(cut > 0n && { cut }) };
}
