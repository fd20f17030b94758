import { expressionToJson } from '../../promql/ast-json.js';
import { printExpression } from '../../promql/print.js';
import { first } from '../form-parameters.js';
import { type DataAnswer, json } from './answer.js';
import type { PrometheusRequest } from './request.js';
import { aboutParameter } from './selectors.js';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#formatting-query-expressions */
export async function formatQuery(request: PrometheusRequest): Promise<DataAnswer> {
  return json(printExpression(expressionOf(request), { pretty: true }));
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#parsing-a-promql-expressions-into-a-abstract-syntax-tree-ast */
export async function parseQuery(request: PrometheusRequest): Promise<DataAnswer> {
  return json(expressionToJson(expressionOf(request)));
}

const expressionOf = ({ context, parameters }: PrometheusRequest) =>
  aboutParameter('query', () => context.engine.parse(first(parameters, 'query') ?? ''));
