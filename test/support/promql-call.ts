import { labelsFrom, labelsToObject } from '../../src/model/labels.js';
import type { NativeHistogram } from '../../src/model/samples.js';
import { DEFAULT_TENANT } from '../../src/model/tenant.js';
import { Annotations } from '../../src/promql/annotations.js';
import type { Call, Expression, VectorSelector } from '../../src/promql/ast.js';
import type { Evaluation } from '../../src/promql/eval/evaluation.js';
import type {
  CallContext,
  FunctionFamily,
  FunctionImplementation,
} from '../../src/promql/eval/functions/implementation.js';
import { selectVector } from '../../src/promql/eval/selector.js';
import type { Feature } from '../../src/promql/features.js';
import { FUNCTIONS } from '../../src/promql/functions.js';
import type { MetricReader } from '../../src/storage/interface.js';
import { FLOAT, GridSeries, HISTOGRAM } from '../../src/vector/grid-series.js';
import { Pace } from '../../src/vector/pace.js';
import { PointBudget } from '../../src/vector/point-budget.js';
import { lastTime, type StepGrid } from '../../src/vector/step-grid.js';

/** A float, a histogram, or undefined for nothing at a step. */
export type Point = number | NativeHistogram | undefined;

/** A vector, the values of a scalar, a string, or an expression: a selector is read from the reader. */
export type Argument = readonly GridSeries[] | Float64Array | string | Expression;

export interface CallOptions {
  readonly grid?: StepGrid;
  readonly isInstant?: boolean;
  readonly features?: readonly Feature[];
  readonly reader?: MetricReader;
}

export function seriesOf(labels: Record<string, string>, ...points: readonly Point[]): GridSeries {
  const series = new GridSeries(labelsFrom(Object.entries(labels)), points.length);
  for (const [step, point] of points.entries()) {
    if (typeof point === 'number') series.setFloat(step, point);
    else if (point !== undefined) series.setHistogram(step, point);
  }
  return series;
}

/** What a series has at each step. */
export const pointsOf = ({ kinds, values, histograms }: GridSeries): Point[] =>
  Array.from(kinds, (kind, step) =>
    kind === FLOAT ? values[step]! : kind === HISTOGRAM ? histograms![step] : undefined,
  );

/** Labels and points, for comparing. */
export const shown = (series: Iterable<GridSeries>): [Record<string, string>, ...Point[]][] =>
  Array.from(series, (one) => [labelsToObject(one.labels), ...pointsOf(one)]);

export const HISTOGRAM_OF_ONE: NativeHistogram = {
  schema: 0,
  zeroThreshold: 0,
  zeroCount: 0,
  count: 1,
  sum: 1,
  positiveSpans: [{ offset: 0, length: 1 }],
  positiveCounts: [1],
  negativeSpans: [],
  negativeCounts: [],
  customValues: [],
  resetHint: 0,
  isFloat: true,
};

const POSITION = { start: 0, end: 0 };

export function selectorOf(matchers: Record<string, string>): Expression {
  const list = Object.entries(matchers).map(([name, condition]) => {
    const [, op, value] = /^(=~|!~|!=|=)?(.*)$/s.exec(condition)!;
    return { name, op: (op ?? '=') as '=', value: value! };
  });
  return { kind: 'vector-selector', name: '', matchers: list, position: POSITION };
}

export function evaluationOf(options: CallOptions = {}): Evaluation {
  const { grid = { start: 0, step: 1000, count: 1 }, isInstant = grid.count === 1, features = [] } = options;
  const limits = { timeoutMs: 10_000, maxMemory: 1e9 };
  return {
    reader: options.reader ?? ({} as MetricReader),
    tenant: DEFAULT_TENANT,
    limits,
    features: new Set(features),
    annotations: new Annotations(),
    budget: new PointBudget(1e6),
    pace: new Pace(limits.timeoutMs, undefined),
    query: '',
    grid,
    bounds: { start: grid.start, end: lastTime(grid), step: isInstant ? 0 : grid.step },
    isInstant,
    lookback: 300_000,
    defaultStep: 60_000,
  };
}

export function callOf(name: string, args: readonly Argument[], options: CallOptions = {}): CallContext {
  const node: Call = {
    kind: 'call',
    function: FUNCTIONS.get(name)!,
    args: args.map(expressionOf),
    position: POSITION,
  };
  const evaluation = evaluationOf(options);
  const vector = async (index: number): Promise<GridSeries[]> => {
    const argument = args[index]!;
    if (Array.isArray(argument)) return [...argument];
    const { kind } = argument as Expression;
    if (kind !== 'vector-selector') throw new Error(`${kind} is not evaluated here`);
    const all: GridSeries[] = [];
    for await (const batch of selectVector(argument as VectorSelector, evaluation)) all.push(...batch);
    return all;
  };
  return {
    node,
    evaluation,
    scalar: async (index) => args[index] as Float64Array,
    text: (index) => args[index] as string,
    vector,
    async *batches(index) {
      for (const series of await vector(index)) yield [series];
    },
    async *windows(index) {
      yield await vector(index);
    },
  };
}

/** The expression of an argument that is given by its value says no more than its type. */
function expressionOf(argument: Argument): Expression {
  if (typeof argument === 'string') return { kind: 'string-literal', value: argument, position: POSITION };
  if ('kind' in argument) return argument;
  if (argument instanceof Float64Array) {
    return { kind: 'number-literal', value: argument[0]!, isDuration: false, position: POSITION };
  }
  return selectorOf({});
}

/** A function's answer as a vector. Of functions of elements, before names are dropped. */
export async function vectorOf(
  family: FunctionFamily,
  name: string,
  args: readonly Argument[],
  options?: CallOptions,
): Promise<GridSeries[]> {
  const implementation: FunctionImplementation = family[name]!;
  const call = callOf(name, args, options);
  if (implementation.kind === 'vector') return implementation.evaluate(call);
  if (implementation.kind !== 'elements') throw new Error(`${name} gives no vector`);
  const change = await implementation.prepare(call);
  const all = await call.vector(implementation.argument ?? 0);
  for (const series of all) change(series);
  return all;
}

export async function scalarOf(family: FunctionFamily, name: string, args: readonly Argument[], options?: CallOptions) {
  const implementation = family[name]!;
  if (implementation.kind !== 'scalar') throw new Error(`${name} is no scalar`);
  return [...(await implementation.evaluate(callOf(name, args, options)))];
}
