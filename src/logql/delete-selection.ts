import { QuartetError } from '../model/errors.js';
import type { DeleteSelection } from '../storage/log-deletion/delete-requests.js';
import type { LogExpression } from './ast.js';
import { lineConditions } from './eval/line-conditions.js';
import { parseLog } from './parser.js';

/**
 * What a query for deletion selects: streams, and of their lines those that pass line filters which the store judges
 * exactly. Throws `invalid_argument` with Loki's words for any other query.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#request-log-deletion
 */
export function deleteSelection(query: string): DeleteSelection {
  const { matchers, stages } = parsed(query);
  const lines = lineConditions(stages);
  if (lines.length !== stages.length) throw new QuartetError('invalid_argument', 'unsupported query expression');
  return { matchers, lines };
}

function parsed(query: string): LogExpression {
  try {
    return parseLog(query);
  } catch (error) {
    throw new QuartetError('invalid_argument', 'invalid query expression', { cause: error });
  }
}
