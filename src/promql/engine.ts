import { QuartetError } from '../model/errors.js';
import { compareLabels } from '../model/labels.js';
import type { Tenant } from '../model/tenant.js';
import type { MetricReader, QueryLimits } from '../storage/interface.js';
import type { GridSeries } from '../vector/grid-series.js';
import { Pace } from '../vector/pace.js';
import { PointBudget } from '../vector/point-budget.js';
import { instant, type StepGrid, stepGrid } from '../vector/step-grid.js';
import { Annotations } from './annotations.js';
import type { QueryAnswer, QueryValue } from './answer.js';
import type { Expression } from './ast.js';
import { isCacheable } from './cache/cacheable.js';
import type { ResultsCache } from './cache/results-cache.js';
import type { Evaluation } from './eval/evaluation.js';
import { Evaluator } from './eval/evaluator.js';
import { instantValue, rangeSeries } from './eval/final-value.js';
import { pacedSort } from './eval/paced-sort.js';
import { QuerySlots } from './eval/query-slots.js';
import type { Features } from './features.js';
import { parse } from './parser.js';
import type { QueryBounds } from './query-bounds.js';
import { valueType } from './value-type.js';

export interface EngineOptions {
  /** How far back a sample still counts for a point in time, ms. */
  readonly lookback: number;
  /** Step of a subquery that names none, ms. */
  readonly defaultStep: number;
  /** Points that one query may hold at once. */
  readonly maxSamples: number;
  /** Queries that may run at once; others wait. */
  readonly maxConcurrent: number;
  readonly features: Features;
  /** Keeps the steps of range queries; absent: every query is evaluated whole. */
  readonly cache?: ResultsCache;
}

export const DEFAULT_ENGINE_OPTIONS: EngineOptions = {
  lookback: 300_000,
  defaultStep: 60_000,
  maxSamples: 50_000_000,
  maxConcurrent: 20,
  features: new Set(),
};

interface Request {
  readonly tenant: Tenant;
  readonly query: string;
  /** Overrides the engine's, ms. */
  readonly lookback?: number | undefined;
  readonly limits: QueryLimits;
}

/** Times in ms. */
export interface InstantRequest extends Request {
  readonly time: number;
}

/** Times in ms; `step` is positive. */
export interface RangeRequest extends Request {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/**
 * Evaluates PromQL. May be called at any time and by many at once. Rejects with `invalid_argument` (the query is wrong),
 * `execution` (it fails on this data), `limit_exceeded`, `timeout`, `canceled`, and with what the reader throws.
 */
export class PromqlEngine {
  private readonly slots: QuerySlots;

  constructor(
    private readonly reader: MetricReader,
    private readonly options: EngineOptions = DEFAULT_ENGINE_OPTIONS,
  ) {
    this.slots = new QuerySlots(options.maxConcurrent);
  }

  /** The tree of a query under the engine's features. */
  parse(query: string): Expression {
    return parse(query, this.options.features);
  }

  instant(request: InstantRequest): Promise<QueryAnswer> {
    const expression = this.parse(request.query);
    const { time } = request;
    const bounds = { start: time, end: time, step: 0 };
    return this.evaluate(request, instant(time), bounds, (evaluator) => instantValue(evaluator, expression));
  }

  range(request: RangeRequest): Promise<QueryAnswer> {
    const expression = this.parse(request.query);
    const type = valueType(expression);
    if (type !== 'scalar' && type !== 'vector') {
      const shown = type === 'matrix' ? 'range vector' : type;
      throw new QuartetError(
        'invalid_argument',
        `invalid parameter "query": invalid expression type ${JSON.stringify(shown)} for range query, must be Scalar or instant Vector`,
      );
    }
    const grid = stepGrid(request.start, request.end, request.step);
    return this.evaluate(request, grid, request, async (evaluator) => {
      const { cache } = this.options;
      const series =
        cache !== undefined && isCacheable(expression)
          ? await cachedSeries(cache, evaluator, expression)
          : await rangeSeries(evaluator, expression);
      const { pace } = evaluator.evaluation;
      return { type: 'grid', grid, series: await pacedSort(series, (a, b) => compareLabels(a.labels, b.labels), pace) };
    });
  }

  private evaluate(
    request: Request,
    grid: StepGrid,
    { start, end, step }: QueryBounds,
    evaluate: (evaluator: Evaluator) => Promise<QueryValue>,
  ): Promise<QueryAnswer> {
    const { options } = this;
    const { tenant, query, limits } = request;
    const asked = performance.now();
    return this.slots.run(limits.timeoutMs, limits.signal, async () => {
      const started = performance.now();
      const timeoutMs = limits.timeoutMs - (started - asked);
      const evaluation: Evaluation = {
        reader: this.reader,
        tenant,
        query,
        limits: { ...limits, timeoutMs },
        features: options.features,
        annotations: new Annotations(),
        budget: new PointBudget(options.maxSamples),
        pace: new Pace(timeoutMs, limits.signal),
        grid,
        bounds: { start, end, step },
        isInstant: step === 0,
        lookback: request.lookback ?? options.lookback,
        defaultStep: options.defaultStep,
      };
      const value = await evaluate(new Evaluator(evaluation));
      return {
        value,
        warnings: evaluation.annotations.texts('warning', query),
        infos: evaluation.annotations.texts('info', query),
        stats: {
          queueSeconds: (started - asked) / 1000,
          prepareSeconds: 0,
          evaluateSeconds: (performance.now() - started) / 1000,
          samples: evaluation.budget.seen,
          peakPoints: evaluation.budget.peak,
        },
      };
    });
  }
}

/** Evaluates the steps that the cache lacks. What comes with annotations is not kept: they tell of the steps as a whole. */
async function cachedSeries(
  cache: ResultsCache,
  evaluator: Evaluator,
  expression: Expression,
): Promise<readonly GridSeries[]> {
  const { tenant, query, lookback, grid, annotations } = evaluator.evaluation;
  const extent = await cache.answer({ tenant, query, lookback, grid }, async (missing) => {
    const series = await rangeSeries(evaluator.on(missing), expression);
    return { extent: { grid: missing, series }, keep: annotations.isEmpty };
  });
  return extent.series;
}
