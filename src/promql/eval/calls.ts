import { QuartetError } from '../../model/errors.js';
import type { GridSeries } from '../../vector/grid-series.js';
import type { Call } from '../ast.js';
import { valueType } from '../value-type.js';
import { type Batches, mapBatches, mergedBatches, oneBatch } from './batches.js';
import type { Evaluator } from './evaluator.js';
import type {
  CallContext,
  FunctionImplementation,
  RangeCall,
  SampleRun,
  WindowFunction,
} from './functions/implementation.js';
import { checkExtension, rangeArgument } from './functions/range-argument.js';
import { IMPLEMENTATIONS } from './functions/table.js';
import { dropMetricName } from './metric-name.js';
import { DistinctLabels, mayDifferByNameOnly } from './same-labels.js';
import type { RangeVector } from './sample-runs.js';
import { slide } from './windows.js';

function implementationOf(node: Call): FunctionImplementation {
  const implementation = IMPLEMENTATIONS[node.function.name];
  if (implementation === undefined) throw new QuartetError('internal', `${node.function.name} is not implemented`);
  return implementation;
}

export function callScalar(evaluator: Evaluator, node: Call): Promise<Float64Array> {
  const implementation = implementationOf(node);
  if (implementation.kind !== 'scalar') throw new QuartetError('internal', `${node.function.name} is not a scalar`);
  return implementation.evaluate(contextOf(evaluator, node));
}

export function callBatches(evaluator: Evaluator, node: Call): Batches {
  const implementation = implementationOf(node);
  switch (implementation.kind) {
    case 'range':
      return rangeCall(evaluator, node, implementation);
    case 'elements':
      return elementsCall(evaluator, node, implementation);
    case 'vector':
      return oneBatch(() => implementation.evaluate(contextOf(evaluator, node)));
    case 'scalar':
      throw new QuartetError('internal', `${node.function.name} is not a vector`);
  }
}

/** What a function sees of its call. */
function contextOf(evaluator: Evaluator, node: Call): CallContext {
  const argument = (index: number) => node.args[index]!;
  return {
    node,
    evaluation: evaluator.evaluation,
    scalar: (index) => evaluator.scalar(argument(index)),
    text: (index) => evaluator.text(argument(index)),
    vector: (index) => evaluator.vector(argument(index)),
    batches: (index) => evaluator.batches(argument(index)),
    windows: (index, over) => slideAll(evaluator, evaluator.rangeVector(argument(index)), over),
  };
}

async function* elementsCall(
  evaluator: Evaluator,
  node: Call,
  { argument = 0, prepare, keepsName = false }: Extract<FunctionImplementation, { kind: 'elements' }>,
): Batches {
  const change = await prepare(contextOf(evaluator, node));
  const { pace } = evaluator.evaluation;
  const changed = mapBatches(
    evaluator.batches(node.args[argument]!),
    (batch) =>
      batch.map((series) => {
        change(series);
        return keepsName ? series : dropMetricName(series, evaluator.evaluation);
      }),
    pace,
  );
  yield* !keepsName && mayDifferByNameOnly(node.args[argument]!) ? mergedBatches(changed, pace) : changed;
}

async function* rangeCall(
  evaluator: Evaluator,
  node: Call,
  { over, keepsName = false }: Extract<FunctionImplementation, { kind: 'range' }>,
): Batches {
  const { evaluation } = evaluator;
  checkExtension(node);
  const argument = rangeArgument(node);
  const scalars = await Promise.all(
    node.args.map((arg) => (valueType(arg) === 'scalar' ? evaluator.scalar(arg) : undefined)),
  );
  const call: RangeCall = { node, evaluation, scalars };
  const batches = slideAll(evaluator, evaluator.rangeVector(argument), (run) => over(run, call));
  if (keepsName) {
    yield* batches;
    return;
  }
  const distinct = mayDifferByNameOnly(argument) ? new DistinctLabels() : undefined;
  yield* mapBatches(
    batches,
    (batch) =>
      batch.map((judged) => {
        const series = dropMetricName(judged, evaluation);
        distinct?.judge(series.labels);
        return series;
      }),
    evaluation.pace,
  );
}

/** What `over` writes for the windows of each series; series without a point are left out. */
async function* slideAll(
  { evaluation }: Evaluator,
  vector: RangeVector,
  over: (run: SampleRun) => WindowFunction,
): Batches {
  const { pace } = evaluation;
  for await (const runs of vector.runs) {
    let batch: GridSeries[] = [];
    for (const run of runs) {
      const series = slide(run, vector, over(run), evaluation);
      if (!series.isEmpty) batch.push(series);
      if (pace.isDue) {
        yield batch;
        batch = [];
        await pace.rest();
      }
    }
    yield batch;
  }
}
