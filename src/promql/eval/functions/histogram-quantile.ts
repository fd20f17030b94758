import { QuartetError } from '../../../model/errors.js';
import { type Labels, labelsFrom } from '../../../model/labels.js';
import { GridSeries } from '../../../vector/grid-series.js';
import { timeAt } from '../../../vector/step-grid.js';
import type { Position } from '../../ast.js';
import { classicQuantile } from '../../histogram/classic.js';
import { fixMonotonicity } from '../../histogram/monotonicity.js';
import { goNumber } from '../../histogram/number-text.js';
import { histogramQuantile } from '../../histogram/statistics.js';
import type { Evaluation } from '../evaluation.js';
import { dropMetricName } from '../metric-name.js';
import { mergeSameLabels } from '../same-labels.js';
import { checkQuantiles, tellOfMonotonicityFix, tellOfNaNInQuantile } from './histogram-annotations.js';
import { groupHistograms, type HistogramGroup, visitSteps } from './histogram-groups.js';
import type { CallContext, FunctionImplementation } from './implementation.js';

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile */
export const histogramQuantileFunction: FunctionImplementation = {
  kind: 'vector',
  async evaluate(call) {
    const quantiles = await quantileArgument(call, 0);
    return quantilesOf(call, 1, [quantiles], (series) => [series]);
  },
};

/**
 * Several quantiles, told apart by a label that each result gets.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantiles
 */
export const histogramQuantilesFunction: FunctionImplementation = {
  kind: 'vector',
  async evaluate(call) {
    const label = call.text(1);
    if (label === '') throw new QuartetError('execution', 'invalid label name in histogram_quantiles(): ""');
    const quantiles: Float64Array[] = [];
    for (let i = 2; i < call.node.args.length; i++) quantiles.push(await quantileArgument(call, i));
    return quantilesOf(call, 0, quantiles, (series, values) => byQuantile(series, values, label));
  },
};

async function quantileArgument(call: CallContext, argument: number): Promise<Float64Array> {
  const quantiles = await call.scalar(argument);
  checkQuantiles(quantiles, call.node.args[argument]!.position, call.evaluation);
  return quantiles;
}

/** `named` gives the results of one quantile their labels; it gets them without `le` and metric name. */
async function quantilesOf(
  call: CallContext,
  vectorArgument: number,
  quantiles: readonly Float64Array[],
  named: (series: GridSeries, quantiles: Float64Array) => readonly GridSeries[],
): Promise<GridSeries[]> {
  const { evaluation, node } = call;
  const { position } = node.args[vectorArgument]!;
  const results: GridSeries[] = [];
  for (const group of groupHistograms(await call.vector(vectorArgument), position, evaluation)) {
    const found = quantilesOfGroup(group, quantiles, position, node.args[0]!.position, evaluation);
    found.forEach((series, i) => {
      if (!series.isEmpty) results.push(...named(dropMetricName(series, evaluation), quantiles[i]!));
    });
    if (evaluation.pace.isDue) await evaluation.pace.rest();
  }
  return mergeSameLabels(results, evaluation.pace);
}

/** One series for each of the quantiles. */
function quantilesOfGroup(
  group: HistogramGroup,
  quantiles: readonly Float64Array[],
  position: Position,
  firstPosition: Position,
  evaluation: Evaluation,
): GridSeries[] {
  const { grid } = evaluation;
  const { labels } = group;
  const results = quantiles.map(() => new GridSeries(labels, grid.count));
  const isAsked = (step: number) => quantiles.some((values) => values[step]! >= 0 && values[step]! <= 1);
  visitSteps(
    group,
    {
      classic(step, histogram) {
        if (isAsked(step) && histogram.bounds.at(-1) === Infinity) {
          const fix = fixMonotonicity(histogram.bounds, histogram.counts, timeAt(grid, step));
          if (fix !== undefined) tellOfMonotonicityFix(fix, labels, position, evaluation);
        }
        for (let i = 0; i < results.length; i++) {
          results[i]!.setFloat(step, classicQuantile(quantiles[i]![step]!, histogram));
        }
      },
      native(step, histogram) {
        for (let i = 0; i < results.length; i++) {
          const quantile = histogramQuantile(quantiles[i]![step]!, histogram);
          results[i]!.setFloat(step, quantile);
          if (!Number.isNaN(histogram.sum) || histogram.count === 0 || !isAsked(step)) continue;
          tellOfNaNInQuantile(quantile, labels, firstPosition, evaluation);
        }
      },
    },
    position,
    evaluation,
  );
  return results;
}

/** A quantile need not be the same at all steps: the series is divided by what it is. */
function byQuantile(series: GridSeries, quantiles: Float64Array, label: string): GridSeries[] {
  const divided = new Map<string, GridSeries>();
  for (let step = 0; step < series.kinds.length; step++) {
    if (series.kinds[step] === 0) continue;
    const text = quantileText(quantiles[step]!);
    let part = divided.get(text);
    if (part === undefined) {
      part = new GridSeries(withLabel(series.labels, label, text), series.kinds.length);
      part.dropName = series.dropName;
      divided.set(text, part);
    }
    part.setFloat(step, series.values[step]!);
  }
  return [...divided.values()];
}

/** As OpenMetrics wants it of `le` and `quantile`: never without a point or an exponent. */
function quantileText(quantile: number): string {
  const text = quantile === 0 ? '0' : goNumber(quantile);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function withLabel(labels: Labels, name: string, value: string): Labels {
  const pairs: [string, string][] = [];
  for (let i = 0; i < labels.length; i += 2) pairs.push([labels[i]!, labels[i + 1]!]);
  return labelsFrom([...pairs, [name, value]]);
}
