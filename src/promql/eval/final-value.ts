import { compareLabels } from '../../model/labels.js';
import { GridSeries } from '../../vector/grid-series.js';
import type { MatrixSeries, QueryValue } from '../answer.js';
import type { Expression } from '../ast.js';
import { valueType } from '../value-type.js';
import type { Evaluation } from './evaluation.js';
import type { Evaluator } from './evaluator.js';
import { withoutMetricName } from './metric-name.js';
import { pacedSort } from './paced-sort.js';
import { DistinctLabels, mergeSameLabels } from './same-labels.js';

/** What an instant query answers. The evaluator's grid has one step. */
export async function instantValue(evaluator: Evaluator, node: Expression): Promise<QueryValue> {
  const time = evaluator.evaluation.grid.start;
  switch (valueType(node)) {
    case 'scalar':
      return { type: 'scalar', time, value: (await evaluator.scalar(node))[0]! };
    case 'string':
      return { type: 'string', time, text: evaluator.text(node) };
    case 'matrix':
      return { type: 'matrix', series: await matrix(evaluator, node) };
    case 'vector':
      return { type: 'vector', time, series: await named(await evaluator.vector(node), evaluator.evaluation) };
  }
}

/** The series that a range query for a scalar or vector answers, in no given order. */
export async function rangeSeries(evaluator: Evaluator, node: Expression): Promise<GridSeries[]> {
  if (valueType(node) === 'vector') return named(await evaluator.vector(node), evaluator.evaluation);
  const series = new GridSeries([], evaluator.evaluation.grid.count);
  for (const [step, value] of (await evaluator.scalar(node)).entries()) series.setFloat(step, value);
  return [series];
}

/** Takes off the metric names whose removal was put off, and leaves out series without a point. */
async function named(all: readonly GridSeries[], { pace }: Evaluation): Promise<GridSeries[]> {
  const present: GridSeries[] = [];
  for (const series of all) {
    if (!series.isEmpty) present.push(series);
    if (pace.isDue) await pace.rest();
  }
  if (!present.some((series) => series.dropName)) return present;
  return mergeSameLabels(
    present.map((series) => (series.dropName ? series.withLabels(withoutMetricName(series.labels)) : series)),
    pace,
  );
}

async function matrix(evaluator: Evaluator, node: Expression): Promise<MatrixSeries[]> {
  const { budget, pace } = evaluator.evaluation;
  const { range, times, runs } = evaluator.rangeVector(node);
  const all: MatrixSeries[] = [];
  const distinct = new DistinctLabels();
  for await (const batch of runs) {
    for (const { labels, ts, values, histograms, dropName } of batch) {
      let from = 0;
      while (from < ts.length && ts[from]! <= times.first - range) from++;
      if (from === ts.length) continue;
      budget.hold(ts.length - from);
      const series: MatrixSeries = {
        labels: dropName ? withoutMetricName(labels) : labels,
        // Copies: what was read lies in arrays that hold more than these.
        ts: ts.slice(from),
        values: values.slice(from),
        histograms: histograms?.slice(from),
      };
      if (dropName) distinct.judge(series.labels);
      all.push(series);
      if (pace.isDue) await pace.rest();
    }
  }
  return pacedSort(all, (a, b) => compareLabels(a.labels, b.labels), pace);
}
