import { QuartetError } from '../model/errors.js';
import { compareLabels } from '../model/labels.js';
import type { Tenant } from '../model/tenant.js';
import type { LogAggregates, LogReader, QueryLimits, TimeRangeNs } from '../storage/interface.js';
import { Pace } from '../vector/pace.js';
import { PointBudget } from '../vector/point-budget.js';
import { instant, type StepGrid } from '../vector/step-grid.js';
import type { AnsweredEntry, LogqlAnswer, LogqlValue } from './answer.js';
import type { Expression, LogExpression, MetricExpression } from './ast.js';
import type { Evaluation } from './eval/evaluation.js';
import { constantSeries, evaluateMetric } from './eval/metrics/metric-evaluator.js';
import { checkAnswerCount } from './eval/metrics/series-limit.js';
import { readEntries } from './eval/read-entries.js';
import { pointsOfText } from './eval/text-budget.js';
import { parse } from './parser.js';

export interface LogqlOptions {
  /** Points that one query may hold at once. */
  readonly maxPoints: number;
  /** Series that an answer may have. */
  readonly maxSeries: number;
  /** Where the store counts entries itself; without it the engine reads all of them. */
  readonly aggregates?: LogAggregates | undefined;
}

interface Request {
  readonly tenant: Tenant;
  readonly query: string;
  readonly limits: QueryLimits;
  /** Series that this answer may have, where that is not what the engine's may. */
  readonly maxSeries?: number;
}

/** Time in ms. */
export interface InstantRequest extends Request {
  readonly time: number;
}

export interface RangeRequest extends Request {
  /** What a log query reads. */
  readonly range: TimeRangeNs;
  /** Where a metric query is evaluated. */
  readonly grid: StepGrid;
  readonly limit: number;
  readonly direction: 'forward' | 'backward';
  /** Least time between two entries of the answer, ns; 0 for all. */
  readonly interval: bigint;
}

/**
 * Evaluates LogQL. May be called at any time and by many at once. Rejects with `invalid_argument` (the query is wrong, or
 * fails on these entries), `limit_exceeded`, `timeout`, `canceled`, and with what the reader throws.
 */
export class LogqlEngine {
  constructor(
    private readonly reader: LogReader,
    private readonly options: LogqlOptions,
  ) {}

  async instant(request: InstantRequest): Promise<LogqlAnswer> {
    const expression = parse(request.query);
    if (isLog(expression)) {
      throw new QuartetError(
        'invalid_argument',
        'log queries are not supported as an instant query type, please change your query to a range query type',
      );
    }
    const { time } = request;
    return this.evaluate(request, instant(time), async (evaluation) => {
      const result = await evaluateMetric(expression, evaluation);
      if (result.type === 'scalar') return { type: 'scalar', time, value: result.value };
      checkAnswerCount(result.series, evaluation);
      return { type: 'vector', time, series: result.series };
    });
  }

  async range(request: RangeRequest): Promise<LogqlAnswer> {
    const expression = parse(request.query);
    return this.evaluate(request, request.grid, async (evaluation) =>
      isLog(expression)
        ? { type: 'entries', entries: await entriesOf(expression, request, evaluation) }
        : gridOf(expression, evaluation),
    );
  }

  private async evaluate(
    { tenant, limits, maxSeries = this.options.maxSeries }: Request,
    grid: StepGrid,
    value: (evaluation: Evaluation) => Promise<LogqlValue>,
  ): Promise<LogqlAnswer> {
    const started = performance.now();
    const seen = { entries: 0, bytes: 0 };
    const evaluation: Evaluation = {
      reader: this.reader,
      aggregates: this.options.aggregates,
      tenant,
      limits,
      pace: new Pace(limits.timeoutMs, limits.signal),
      budget: new PointBudget(this.options.maxPoints),
      maxSeries,
      grid,
      seen,
    };
    return {
      value: await value(evaluation),
      warnings: [],
      stats: { ...seen, seconds: (performance.now() - started) / 1000 },
    };
  }
}

const isLog = (expression: Expression): expression is LogExpression => expression.kind === 'log';

async function gridOf(expression: MetricExpression, evaluation: Evaluation): Promise<LogqlValue> {
  const { grid } = evaluation;
  const result = await evaluateMetric(expression, evaluation);
  const series = result.type === 'scalar' ? [constantSeries(result.value, grid.count)] : result.series;
  checkAnswerCount(series, evaluation);
  return { type: 'grid', grid, series: [...series].sort((a, b) => compareLabels(a.labels, b.labels)) };
}

async function entriesOf(
  expression: LogExpression,
  { range, limit, direction, interval }: RangeRequest,
  evaluation: Evaluation,
): Promise<AnsweredEntry[]> {
  const entries: AnsweredEntry[] = [];
  for await (const batch of readEntries(expression, range, direction, evaluation)) {
    for (const entry of batch) {
      entries.push(entry);
      evaluation.budget.hold(pointsOfText(entry.line.length + entry.labels.changedLength));
      if (entries.length === limit) return thinned(entries, interval);
    }
  }
  return thinned(entries, interval);
}

/** Of the entries that follow a kept one within `interval`, whatever their streams, none. */
function thinned(entries: AnsweredEntry[], interval: bigint): AnsweredEntry[] {
  if (interval === 0n) return entries;
  let last: bigint | undefined;
  return entries.filter(({ ns }) => {
    if (last !== undefined && (ns > last ? ns - last : last - ns) < interval) return false;
    last = ns;
    return true;
  });
}
