import { setImmediate } from 'node:timers/promises';
import type { ExpressionError, ExpressionErrorCode } from '../../../expressions/errors.js';
import { evaluateExpressions, type Outcome } from '../../../expressions/evaluate.js';
import { isExpressionSource } from '../../../expressions/expression.js';
import { itemsOf } from '../../../expressions/frame-items.js';
import type { Item } from '../../../expressions/item.js';
import { parseDuration } from '../../../lib/duration.js';
import type { Frame } from './frame.js';
import type { QueryModel } from './query-model.js';
import type { Result } from './result.js';
import type { TimeRange } from './time-range.js';

/** A query with the name by which expressions know it. */
export type NamedQuery = QueryModel & { readonly refId: string };

/** Whether a query is one of Grafana's expressions, which calculate with what the other queries of the request give. */
export function isExpression({ datasource, datasourceId }: QueryModel): boolean {
  const keys = typeof datasource === 'string' ? [datasource] : [datasource?.uid, datasource?.type];
  return [...keys, String(datasourceId ?? '')].some((key) => key !== undefined && isExpressionSource(key));
}

/** What the expressions of a request give, by refId; `answered` has what its queries gave. */
export async function expressionResults(
  expressions: readonly NamedQuery[],
  answered: ReadonlyMap<string, Result>,
  { from, to }: TimeRange,
): Promise<ReadonlyMap<string, Result>> {
  const itemsOfQuery = (refId: string): readonly Item[] | undefined => {
    const result = answered.get(refId);
    if (result?.error !== undefined) throw new Error(result.error);
    return result && itemsOf(refId, result.frames);
  };
  const results = new Map<string, Result>();
  for (const outcome of evaluateExpressions(expressions, { from, to, durationOf, itemsOfQuery })) {
    results.set(outcome.refId, resultOf(outcome));
    // One expression over thousands of series takes a while: others have their turn before the next.
    await setImmediate();
  }
  return results;
}

const durationOf = (text: string): number | undefined =>
  /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseDuration(text);

function resultOf(outcome: Outcome): Result {
  const { refId } = outcome;
  if ('error' in outcome) {
    return { status: 400, error: WORDINGS[outcome.error.code](refId, outcome.error), frames: [] };
  }
  return { status: 200, frames: outcome.items.map((item) => frameOf(refId, item)) };
}

type Wording = (refId: string, error: ExpressionError) => string;

const unreadable: Wording = (refId, { message }) =>
  `[sse.parseError] failed to parse expression [${refId}]: ${message}`;

/** Errors in the words of Grafana, which tools look for; what caused them comes after. */
const WORDINGS: Readonly<Record<ExpressionErrorCode, Wording>> = {
  parse: unreadable,
  cycle: unreadable,
  missing: (_, { message, input }) => `unable to find dependent node '${input}': ${message}`,
  dependency: (refId, { message, input }) =>
    `[sse.dependencyError] did not execute expression [${refId}] due to a failure of the dependent expression or query [${input}]: ${message}`,
  execution: (_, { message }) => message,
};

/** A series as `timeseries-multi`, a number as `numeric-multi`: https://grafana.com/developers/dataplane/ */
function frameOf(refId: string, item: Item): Frame {
  const values = item.kind === 'series' ? item.values : [item.value];
  const hasLabels = Object.keys(item.labels).length > 0;
  const field = { name: refId, type: 'number' as const, isNullable: true, values };
  const number = hasLabels ? { ...field, labels: item.labels } : field;
  if (item.kind === 'series') {
    return {
      meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
      fields: [{ name: 'Time', type: 'time', values: item.times }, number],
    };
  }
  const custom = item.matches;
  return { meta: { type: 'numeric-multi', typeVersion: [0, 1], ...(custom && { custom }) }, fields: [number] };
}
