import { QuartetError } from '../../../model/errors.js';
import { type Labels, labelsFrom } from '../../../model/labels.js';
import { labelsKey } from '../../../model/labels-key.js';
import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import { onlyLabels, withoutLabels } from '../../../vector/grouping.js';
import { timeAt } from '../../../vector/step-grid.js';
import type { Grouping, LogRange, RangeAggregation } from '../../ast.js';
import { ERROR_LABEL } from '../entry-labels.js';
import type { Evaluation } from '../evaluation.js';
import { neededLabels } from '../needed-labels.js';
import { readEntries } from '../read-entries.js';
import type { PipelineEntry } from '../stage.js';
import { compileUnwrap } from '../unwrap.js';
import { absentSeries } from './absent.js';
import { checkSeriesCount } from './series-limit.js';
import { type SeriesGatherer, StepsOfTime, WholeNumberSums } from './series-samples.js';
import { windowValue } from './window-functions.js';
import { WindowedSeries } from './windowed-series.js';

const encoder = new TextEncoder();
const scratch = new Uint8Array(1 << 16);

/** Bytes of a text in UTF-8. */
const utf8Bytes = (text: string): number => {
  const { read, written } = encoder.encodeInto(text, scratch);
  return read === text.length ? written : Buffer.byteLength(text);
};

/** The value of an entry; `undefined` where it has none (its label is missing). */
type ValueOf = (entry: PipelineEntry) => number | undefined;

function valueFunction({ op, range }: RangeAggregation): ValueOf {
  if (range.unwrap !== undefined) return compileUnwrap(range.unwrap);
  return op === 'bytes_rate' || op === 'bytes_over_time' ? ({ line }) => utf8Bytes(line) : () => 1;
}

/**
 * A range aggregation over the entries of a log query. `outer`: the grouping of a `sum` around it, by which the samples may
 * be grouped at once.
 * https://grafana.com/docs/loki/latest/query/metric_queries/#log-range-aggregations
 */
export async function rangeAggregation(
  node: RangeAggregation,
  evaluation: Evaluation,
  outer?: Grouping,
  isLimited = false,
): Promise<GridSeries[]> {
  const { grid } = evaluation;
  const wanted = neededLabels(node, outer);
  const steps = new StepsOfTime(grid, node.range.rangeMs, node.range.offsetMs);
  const value = valueFunction(node);
  const labelsOf = labelsFunction(node, outer);
  const gather = gathererFunction(node, evaluation);
  const gathered = new Map<string, { readonly labels: Labels; readonly samples: SeriesGatherer }>();
  for await (const batch of readEntries(
    node.range.log,
    readRange(node.range, evaluation),
    'by-stream',
    evaluation,
    wanted,
  )) {
    for (const entry of batch) {
      const sample = value(entry);
      steps.turnTo(entry.ns);
      if (sample === undefined || steps.first > steps.last) continue;
      refuseErrors(entry);
      const labels = labelsOf(entry);
      const key = labelsKey(labels);
      let series = gathered.get(key);
      if (series === undefined) {
        series = { labels, samples: gather() };
        gathered.set(key, series);
        evaluation.budget.hold(grid.count);
      }
      series.samples.add(entry.ns, sample, steps.first, steps.last);
    }
    if (evaluation.pace.isDue) await evaluation.pace.rest();
  }
  const series = [...gathered.values()].map(({ labels, samples }) => samples.series(labels));
  if (node.op === 'absent_over_time') return absentSeries(node.range.log.matchers, series, grid.count);
  if (isLimited) checkSeriesCount(series, evaluation);
  return series.filter((one) => one.kinds.some((kind) => kind !== ABSENT));
}

/** What has to be read for all windows, both ends of which are at whole nanoseconds: `(t - range, t]`. */
function readRange({ rangeMs, offsetMs }: LogRange, { grid }: Evaluation): { start: bigint; end: bigint } {
  const ns = (ms: number): bigint => BigInt(Math.round(ms * 1e6));
  return {
    start: ns(grid.start - offsetMs - rangeMs) + 1n,
    end: ns(timeAt(grid, grid.count - 1) - offsetMs) + 1n,
  };
}

function gathererFunction(node: RangeAggregation, { grid }: Evaluation): () => SeriesGatherer {
  const seconds = node.range.rangeMs / 1000;
  if (node.range.unwrap === undefined) {
    const divideBy = node.op === 'rate' || node.op === 'bytes_rate' ? seconds : 1;
    return () => new WholeNumberSums(grid.count, divideBy);
  }
  if (node.op === 'absent_over_time') return () => new WholeNumberSums(grid.count, 1);
  const judge = windowValue(node);
  const end = (step: number): bigint => BigInt(Math.round((timeAt(grid, step) - node.range.offsetMs) * 1e6));
  return () => new WindowedSeries(grid.count, judge, end);
}

/** The labels of the series that an entry belongs to. Empty ones are none. */
function labelsFunction(
  { range, grouping }: RangeAggregation,
  outer: Grouping | undefined,
): (entry: PipelineEntry) => Labels {
  const groupings = [grouping, outer].filter((one) => one !== undefined);
  // The unwrapped label tells series apart only where it is named.
  const dropped = groupings.some(({ without }) => !without) ? undefined : range.unwrap?.label;
  return (entry) => {
    const pairs: [string, string][] = [];
    for (const [name, text] of entry.labels.entries()) if (name !== dropped) pairs.push([name, text]);
    let labels = labelsFrom(pairs);
    for (const { labels: names, without } of groupings) {
      labels = without ? withoutLabels(labels, new Set(names)) : onlyLabels(labels, new Set(names));
    }
    return labels;
  };
}

/** An entry that a stage failed on would be counted under its error: Loki refuses the query. */
function refuseErrors(entry: PipelineEntry): void {
  const { error } = entry.labels;
  if (error === undefined || error === '' || entry.labels.get('__preserve_error__') === 'true') return;
  const pairs: [string, string][] = [];
  for (const [name, value] of entry.labels.entries()) pairs.push([name, value]);
  const labels = labelsFrom(pairs);
  const shown: string[] = [];
  for (let i = 0; i < labels.length; i += 2) shown.push(`${labels[i]}=${JSON.stringify(labels[i + 1])}`);
  throw new QuartetError(
    'invalid_argument',
    `pipeline error: '${error}' for series: '{${shown.join(', ')}}'.\nUse a label filter to intentionally skip this error. (e.g | ${ERROR_LABEL}!="${error}").\nTo skip all potential errors you can match empty errors.(e.g ${ERROR_LABEL}="")\nThe label filter can also be specified after unwrap. (e.g | unwrap latency | ${ERROR_LABEL}="" )\n`,
  );
}
