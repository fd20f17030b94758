import { formatFloat } from '../../lib/format-float.js';
import { QuartetError } from '../../model/errors.js';
import { labelsToObject } from '../../model/labels.js';
import type { VectorSelector } from '../../promql/ast.js';
import { DEFAULT_LOOKBACK, evaluateSelector, type SeriesPoints } from '../../promql/eval/selector.js';
import { parse } from '../../promql/parser.js';
import { instant, type StepGrid, stepGrid } from '../../vector/step-grid.js';
import { durationParameter, requiredParameter, timeParameter } from './parameters.js';
import type { PrometheusRequest } from './request.js';

/** Points that one series of an answer may have. */
const MAX_POINTS = 11_000;

export async function query(request: PrometheusRequest): Promise<unknown> {
  const time = timeParameter(request.parameters, 'time', request.context.now());
  const series = await evaluate(request, instant(time));
  return {
    resultType: 'vector',
    result: series.map(({ labels, ts, values }) => ({
      metric: labelsToObject(labels),
      value: point(ts[0]!, values[0]!),
    })),
  };
}

export async function queryRange(request: PrometheusRequest): Promise<unknown> {
  const { parameters } = request;
  const start = timeParameter(parameters, 'start', Number.NaN);
  const end = timeParameter(parameters, 'end', Number.NaN);
  const step = durationParameter(parameters, 'step');
  for (const [name, value] of Object.entries({ start, end, step })) {
    if (value === undefined || Number.isNaN(value))
      throw new QuartetError('invalid_argument', `invalid parameter "${name}": it is required`);
  }
  if (end < start)
    throw new QuartetError('invalid_argument', 'invalid parameter "end": end timestamp must not be before start time');
  if (step! <= 0) {
    throw new QuartetError(
      'invalid_argument',
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if ((end - start) / step! > MAX_POINTS) {
    throw new QuartetError(
      'invalid_argument',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const series = await evaluate(request, stepGrid(start, end, step!));
  return {
    resultType: 'matrix',
    result: series.map(({ labels, ts, values }) => ({
      metric: labelsToObject(labels),
      values: ts.map((time, i) => point(time, values[i]!)),
    })),
  };
}

async function evaluate(request: PrometheusRequest, grid: StepGrid): Promise<SeriesPoints[]> {
  const expression = parseQuery(requiredParameter(request.parameters, 'query'));
  const lookback = durationParameter(request.parameters, 'lookback_delta') ?? DEFAULT_LOOKBACK;
  return evaluateSelector(request.context.metrics, request.tenant, expression, grid, lookback, request.limits);
}

function parseQuery(text: string): VectorSelector {
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof QuartetError
      ? new QuartetError(error.code, `invalid parameter "query": ${error.message}`)
      : error;
  }
}

const point = (ms: number, value: number): [number, string] => [ms / 1000, formatFloat(value)];
