import { parse } from '../../logql/parser.js';
import { QuartetError } from '../../model/errors.js';
import type { TimeRangeNs } from '../../storage/interface.js';
import { type StepGrid, stepGrid } from '../../vector/step-grid.js';
import { first } from '../form-parameters.js';
import type { LokiAnswer } from './answer.js';
import {
  checkLength,
  directionParameter,
  durationParameter,
  limitParameter,
  rangeParameters,
  timeParameter,
} from './parameters.js';
import type { LokiRequest } from './request.js';
import { answerBody } from './value-json.js';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 5000;
/** Points that one series of an answer may have. */
const MAX_POINTS = 11_000;
const NS_PER_MS = 1_000_000n;

/** `/query`: a metric query at one time. */
export async function query({ context, parameters, tenant, limits, flags }: LokiRequest): Promise<LokiAnswer> {
  const ns = timeParameter(parameters, 'time', BigInt(context.now()) * NS_PER_MS);
  limitParameter(parameters, 'limit', DEFAULT_LIMIT);
  directionParameter(parameters);
  const request = { tenant, limits, query: first(parameters, 'query') ?? '', time: Number(ns / NS_PER_MS) };
  return answerBody(await context.logql.instant(request), flags);
}

/** `/query_range`: entries, or a metric query over a range. */
export async function queryRange({ context, parameters, tenant, limits, flags }: LokiRequest): Promise<LokiAnswer> {
  const range = rangeParameters(parameters, context.now());
  const limit = limitParameter(parameters, 'limit', DEFAULT_LIMIT);
  const direction = directionParameter(parameters);
  const grid = gridOf(range, durationParameter(parameters, 'step'));
  const interval = durationParameter(parameters, 'interval') ?? 0;
  if (interval < 0) throw new QuartetError('invalid_argument', 'interval must be >= 0');
  const text = first(parameters, 'query') ?? '';
  // A wrong query is told before a limit that it breaks; how many entries it may ask for is only of concern to one of entries.
  if (parse(text).kind === 'log' && limit > MAX_LIMIT) {
    throw new QuartetError(
      'invalid_argument',
      `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${MAX_LIMIT})`,
    );
  }
  checkLength(range);
  const answer = await context.logql.range({
    tenant,
    limits,
    query: text,
    range,
    grid,
    limit,
    direction,
    interval: BigInt(Math.round(interval * 1e6)),
  });
  return answerBody(answer, flags);
}

/**
 * Steps at multiples of the step since 1970, from the last one at or before `start` to the first one at or behind `end`;
 * `step` in ms, without it one that makes about 250 steps, of whole seconds.
 */
function gridOf(range: TimeRangeNs, step: number | undefined): StepGrid {
  const start = Number(range.start) / 1e6;
  const end = Number(range.end) / 1e6;
  const width = step ?? Math.max(1000, Math.floor((end - start) / 250_000) * 1000);
  if (width <= 0) {
    throw new QuartetError(
      'invalid_argument',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if ((end - start) / width > MAX_POINTS) {
    throw new QuartetError(
      'invalid_argument',
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
    );
  }
  return stepGrid(Math.floor(start / width) * width, Math.ceil(end / width) * width, width);
}
