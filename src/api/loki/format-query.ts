import { parse } from '../../logql/parser.js';
import { printExpression } from '../../logql/print.js';
import { QuartetError } from '../../model/errors.js';
import { first } from '../form-parameters.js';
import { json, type LokiAnswer, success } from './answer.js';
import type { LokiRequest } from './request.js';

/**
 * `/format_query`: the query as LogQL's printer writes it. What is wrong with it is told in JSON, unlike elsewhere.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#format-a-logql-query
 */
export async function formatQuery({ parameters }: LokiRequest): Promise<LokiAnswer> {
  try {
    return success(printExpression(parse(first(parameters, 'query') ?? ''), { pretty: true }));
  } catch (error) {
    if (!(error instanceof QuartetError) || error.code !== 'invalid_argument') throw error;
    return json({ status: 'invalid-query', error: error.message }, 400);
  }
}
