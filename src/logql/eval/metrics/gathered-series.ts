import { QuartetError } from '../../../model/errors.js';
import { compareLabels, type Labels, labelsFrom } from '../../../model/labels.js';
import { labelsKey } from '../../../model/labels-key.js';
import type { LogGroup } from '../../../storage/interface.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import { onlyLabels, withoutLabels } from '../../../vector/grouping.js';
import { timeAt } from '../../../vector/step-grid.js';
import type { Grouping, RangeAggregation } from '../../ast.js';
import { type EntryLabels, ERROR_LABEL } from '../entry-labels.js';
import type { Evaluation } from '../evaluation.js';
import { nsOfMs } from '../nanoseconds.js';
import type { PipelineEntry } from '../stage.js';
import { pointsOfText } from '../text-budget.js';
import { compileUnwrap } from '../unwrap.js';
import { type SeriesGatherer, StepsOfTime, WholeNumberSums } from './series-samples.js';
import { SummarizedSeries } from './summarized-series.js';
import { windowValue } from './window-functions.js';
import { WindowedSeries } from './windowed-series.js';

const encoder = new TextEncoder();
const scratch = new Uint8Array(1 << 16);

/** Bytes of a text in UTF-8. */
const utf8Bytes = (text: string): number => {
  const { read, written } = encoder.encodeInto(text, scratch);
  return read === text.length ? written : Buffer.byteLength(text);
};

/** What the store tells of a group of entries. */
export type GroupValue = Pick<LogGroup, 'value' | 'entries' | 'squares'>;

/** The value of an entry; `undefined` where it has none (its label is missing). */
type ValueOf = (entry: PipelineEntry) => number | undefined;

function valueFunction({ op, range }: RangeAggregation): ValueOf {
  if (range.unwrap !== undefined) return compileUnwrap(range.unwrap);
  return op === 'bytes_rate' || op === 'bytes_over_time' ? ({ line }) => utf8Bytes(line) : () => 1;
}

/** The series of a range aggregation, to which samples are added as they are read. `isSummarized`: some come in groups. */
export class GatheredSeries {
  private readonly gathered = new Map<string, { readonly labels: Labels; readonly samples: SeriesGatherer }>();
  /** Of the query's budget, in points. */
  private held = 0;
  private readonly steps: StepsOfTime;
  private readonly value: ValueOf;
  private readonly labelsOf: (labels: EntryLabels) => Labels;
  private readonly gatherer: () => SeriesGatherer;

  constructor(
    node: RangeAggregation,
    private readonly evaluation: Evaluation,
    outer: Grouping | undefined,
    isSummarized = false,
  ) {
    this.steps = new StepsOfTime(evaluation.grid, node.range.rangeMs, node.range.offsetMs);
    this.value = valueFunction(node);
    this.labelsOf = labelsFunction(node, outer);
    this.gatherer = gathererFunction(node, evaluation, isSummarized);
  }

  async addEntries(batches: AsyncIterable<readonly PipelineEntry[]>): Promise<void> {
    const { pace } = this.evaluation;
    for await (const batch of batches) {
      for (const entry of batch) {
        const sample = this.value(entry);
        this.steps.turnTo(entry.ns);
        if (sample === undefined || this.steps.first > this.steps.last) continue;
        refuseErrors(entry);
        this.addHere(entry.labels, entry.ns, sample);
      }
      if (pace.isDue) await pace.rest();
    }
  }

  /** A value of some entries. `ns` stands for the times of all of them: it lies in the same windows. */
  add(labels: EntryLabels, ns: bigint, { value, entries, squares }: GroupValue): void {
    this.steps.turnTo(ns);
    if (this.steps.first <= this.steps.last) this.addHere(labels, ns, value, entries, squares);
  }

  /** Gives back what it holds of the query's budget. */
  forget(): void {
    this.evaluation.budget.release(this.held);
    this.held = 0;
    this.gathered.clear();
  }

  series(): GridSeries[] {
    const series = [...this.gathered.values()].map(({ labels, samples }) => samples.series(labels));
    return series.sort((a, b) => compareLabels(a.labels, b.labels));
  }

  private addHere(entryLabels: EntryLabels, ns: bigint, value: number, entries?: number, squares?: number): void {
    const labels = this.labelsOf(entryLabels);
    const key = labelsKey(labels);
    let series = this.gathered.get(key);
    if (series === undefined) {
      series = { labels, samples: this.gatherer() };
      this.gathered.set(key, series);
      const points = this.evaluation.grid.count + pointsOfText(key.length);
      this.held += points;
      this.evaluation.budget.hold(points);
    }
    series.samples.add(ns, value, this.steps.first, this.steps.last, entries, squares);
  }
}

function gathererFunction(node: RangeAggregation, { grid }: Evaluation, isSummarized: boolean): () => SeriesGatherer {
  const seconds = node.range.rangeMs / 1000;
  if (node.range.unwrap === undefined) {
    const divideBy = node.op === 'rate' || node.op === 'bytes_rate' ? seconds : 1;
    return () => new WholeNumberSums(grid.count, divideBy);
  }
  if (node.op === 'absent_over_time') return () => new WholeNumberSums(grid.count, 1);
  if (isSummarized) return () => new SummarizedSeries(grid.count, node);
  const judge = windowValue(node);
  const end = (step: number): bigint => nsOfMs(timeAt(grid, step) - node.range.offsetMs);
  return () => new WindowedSeries(grid.count, judge, end);
}

/** The labels of the series that an entry belongs to. Empty ones are none. */
function labelsFunction(
  { range, grouping }: RangeAggregation,
  outer: Grouping | undefined,
): (labels: EntryLabels) => Labels {
  const groupings = [grouping, outer].filter((one) => one !== undefined);
  // The unwrapped label tells series apart only where it is named.
  const dropped = groupings.some(({ without }) => !without) ? undefined : range.unwrap?.label;
  return (entryLabels) => {
    const pairs: [string, string][] = [];
    for (const [name, text] of entryLabels.entries()) if (name !== dropped) pairs.push([name, text]);
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
