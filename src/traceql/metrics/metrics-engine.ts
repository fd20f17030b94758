import { QuartetError } from '../../model/errors.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import type { SpanReader } from '../../storage/span-interface.js';
import { Pace } from '../../vector/pace.js';
import type { MetricsAggregate, MetricsExpression, MetricsPipeline, Query } from '../ast.js';
import { type IntervalGrid, instantGrid, type MetricsSeries, rangeGrid } from './answer.js';
import { arithmetic, secondStage } from './combine.js';
import { compareSeries } from './compare.js';
import { withExemplars } from './exemplars.js';
import { type MeasuringAggregate, seriesOf } from './functions.js';
import { hasSpans, type MetricsEvaluation, observe } from './observe.js';

export interface MetricsOptions {
  /** Series that a query may come to before further ones are left out. */
  readonly maxSeries: number;
  /** False: every span is judged here, none in the store. */
  readonly pushDown: boolean;
}

interface Request {
  readonly tenant: Tenant;
  readonly query: Query;
  /** ns since 1970. */
  readonly start: bigint;
  readonly end: bigint;
  readonly limits: QueryLimits;
  /** Spans that are to be told with the series they stand for. */
  readonly exemplars?: number;
}

export interface MetricsRangeRequest extends Request {
  /** ns. */
  readonly step: bigint;
}

export interface MetricsAnswer {
  readonly grid: IntervalGrid;
  readonly series: readonly MetricsSeries[];
  /** Series were left out, since there are more than `maxSeries`. */
  readonly isPartial: boolean;
  readonly maxSeries: number;
}

/**
 * Evaluates TraceQL metrics queries. May be called at any time and by many at once. Rejects with `invalid_argument` (the
 * query is wrong or measures nothing), `timeout`, `canceled`, and with what the reader throws.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/
 */
export class TraceqlMetrics {
  constructor(
    private readonly reader: SpanReader,
    private readonly options: MetricsOptions,
  ) {}

  range(request: MetricsRangeRequest): Promise<MetricsAnswer> {
    return this.evaluate(request, rangeGrid(request.start, request.end, request.step));
  }

  /** One value of each series, over all of the range. */
  instant(request: Request): Promise<MetricsAnswer> {
    return this.evaluate(request, instantGrid(request.start, request.end));
  }

  private async evaluate(
    { tenant, query, limits, exemplars = 0 }: Request,
    grid: IntervalGrid,
  ): Promise<MetricsAnswer> {
    const root = measuringRoot(query);
    const evaluation: MetricsEvaluation = {
      reader: this.reader,
      tenant,
      limits,
      pace: new Pace(limits.timeoutMs, limits.signal),
      grid,
      maxSeries: Math.min(this.options.maxSeries, Math.ceil(MAX_POINTS / grid.count)),
      pushDown: this.options.pushDown,
      readAll: false,
      left: { out: false },
    };
    const result = await evaluateExpression(root, evaluation, wantedExemplars(query, exemplars));
    if (typeof result === 'number') throw new QuartetError('invalid_argument', 'not a metrics query');
    return { grid, series: result, isPartial: evaluation.left.out, maxSeries: evaluation.maxSeries };
  }
}

function measuringRoot({ root }: Query): MetricsExpression {
  if (root.kind === 'pipeline') throw new QuartetError('invalid_argument', 'not a metrics query');
  return root;
}

async function evaluateExpression(
  expression: MetricsExpression,
  evaluation: MetricsEvaluation,
  exemplars: number,
): Promise<readonly MetricsSeries[] | number> {
  switch (expression.kind) {
    case 'metrics-number':
      return expression.value;
    case 'metrics':
      return evaluatePipeline(expression, evaluation, exemplars);
    case 'second-stage': {
      const series = await evaluateExpression(expression.expression, evaluation, exemplars);
      return typeof series === 'number' ? series : secondStage(expression.stage, series);
    }
    case 'metrics-operation': {
      const left = await evaluateExpression(expression.left, evaluation, 0);
      const right = await evaluateExpression(expression.right, evaluation, 0);
      return arithmetic(expression.op, left, right);
    }
  }
}

/** Points of all groups of a query together, at some tens of bytes each. */
const MAX_POINTS = 2_000_000;

/** Each field costs a look at the store; nobody reads a series with more. */
const MAX_GROUPED = 50;

async function evaluatePipeline(
  { spansets, aggregate }: MetricsPipeline,
  evaluation: MetricsEvaluation,
  exemplars: number,
): Promise<readonly MetricsSeries[]> {
  if (aggregate.op === 'compare') return compareSeries(aggregate, spansets, evaluation);
  if (aggregate.by.length > MAX_GROUPED)
    throw new QuartetError('invalid_argument', `by() may have ${MAX_GROUPED} fields`);
  const observation = {
    spansets,
    by: aggregate.by,
    ...('field' in aggregate && { measured: aggregate.field }),
    histogram: aggregate.op === 'quantile_over_time' || aggregate.op === 'histogram_over_time',
  };
  const groups = (await observe(observation, evaluation)).all;
  if (groups.length === 0 && isCount(aggregate) && (await hasSpans(evaluation))) {
    return [zeros(aggregate, evaluation)];
  }
  const series = seriesOf(aggregate, groups, evaluation.grid);
  return exemplars === 0 ? series : withExemplars(aggregate, observation, series, evaluation, exemplars);
}

/** `with (exemplars=false)` asks for none, whatever else is said. */
const wantedExemplars = ({ hints }: Query, asked: number): number =>
  hints.some(({ name, value }) => name === 'exemplars' && value.type === 'bool' && !value.value) ? 0 : asked;

/** Of nothing, counts without groups are zero. */
const isCount = ({ op, by }: MeasuringAggregate): boolean =>
  (op === 'rate' || op === 'count_over_time') && by.length === 0;

const zeros = ({ op }: MetricsAggregate, { grid }: MetricsEvaluation): MetricsSeries => ({
  labels: [{ name: '__name__', value: { type: 'string', value: op } }],
  values: new Float64Array(grid.count),
});
