import type { LogqlAnswer } from '../../logql/answer.js';
import type { Expression } from '../../logql/ast.js';
import { parse } from '../../logql/parser.js';
import { QuartetError } from '../../model/errors.js';
import type { TimeRangeNs } from '../../storage/interface.js';
import { type StepGrid, stepGrid } from '../../vector/step-grid.js';
import { first } from '../form-parameters.js';
import type { LokiAnswer } from './answer.js';
import {
  directionParameter,
  durationParameter,
  limitParameter,
  rangeParameters,
  stepParameter,
  timeParameter,
} from './parameters.js';
import { checkEntriesLimit, checkQuery, readableRange } from './query-bounds.js';
import type { LokiRequest } from './request.js';
import { answerBody } from './value-json.js';

const DEFAULT_LIMIT = 100;
const NS_PER_MS = 1_000_000n;

/** `/query`: a metric query at one time. */
export async function query({ context, parameters, tenant, limits, allowed, flags }: LokiRequest): Promise<LokiAnswer> {
  const ns = timeParameter(parameters, 'time', BigInt(context.now()) * NS_PER_MS);
  limitParameter(parameters, 'limit', DEFAULT_LIMIT);
  directionParameter(parameters);
  const text = first(parameters, 'query') ?? '';
  checkQuery(parse(text), allowed);
  const time = Number(ns / NS_PER_MS);
  const request = { tenant, limits, query: text, time, maxSeries: allowed.maxQuerySeries };
  return answerBody(await context.logql.instant(request), flags);
}

/** `/query_range`: entries, or a metric query over a range. */
export async function queryRange({
  context,
  parameters,
  tenant,
  limits,
  allowed,
  flags,
}: LokiRequest): Promise<LokiAnswer> {
  const range = rangeParameters(parameters, context.now());
  const limit = limitParameter(parameters, 'limit', DEFAULT_LIMIT);
  const direction = directionParameter(parameters);
  const grid = gridOf(range, stepParameter(parameters, range));
  const interval = durationParameter(parameters, 'interval') ?? 0;
  if (interval < 0) throw new QuartetError('invalid_argument', 'interval must be >= 0');
  const text = first(parameters, 'query') ?? '';
  // A wrong query is told before a limit that it breaks; how many entries it may ask for is only of concern to one of entries.
  const expression = parse(text);
  if (expression.kind === 'log') checkEntriesLimit(limit, allowed);
  checkQuery(expression, allowed);
  const readable = readableRange(range, allowed, context.now());
  if (readable === undefined) return answerBody(nothing(expression, grid), flags);
  const answer = await context.logql.range({
    tenant,
    limits,
    query: text,
    range: readable,
    grid,
    limit,
    direction,
    interval: BigInt(Math.round(interval * 1e6)),
    maxSeries: allowed.maxQuerySeries,
  });
  return answerBody(answer, flags);
}

/** The answer about what is too old to be read. */
const nothing = ({ kind }: Expression, grid: StepGrid): LogqlAnswer => ({
  value: kind === 'log' ? { type: 'entries', entries: [] } : { type: 'grid', grid, series: [] },
  warnings: [],
  stats: { entries: 0, bytes: 0, seconds: 0 },
});

/** Steps at multiples of the step (ms) since 1970, from the last one at or before `start` to the first one at or behind `end`. */
function gridOf(range: TimeRangeNs, step: number): StepGrid {
  const start = Number(range.start) / 1e6;
  const end = Number(range.end) / 1e6;
  return stepGrid(Math.floor(start / step) * step, Math.ceil(end / step) * step, step);
}
