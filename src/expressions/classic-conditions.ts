import { ExpressionError } from './errors.js';
import { type Expression, partOf } from './expression.js';
import type { Item, Match, NumberItem } from './item.js';
import { REDUCERS } from './reduce.js';
import { comparisonOf } from './threshold.js';

type Reduce = (values: readonly number[]) => number;

/** From the first value to the last; of values that are numbers, at least one. */
const change =
  (of: (first: number, last: number) => number): Reduce =>
  (values) =>
    of(values[0]!, values.at(-1)!);

const percent = (first: number, last: number): number => ((last - first) / Math.abs(first)) * 100;

/** What a condition makes one number of a series by; what is no number in it is left out. */
const CONDITION_REDUCERS: Readonly<Record<string, Reduce>> = {
  avg: REDUCERS.mean!,
  min: REDUCERS.min!,
  max: REDUCERS.max!,
  sum: REDUCERS.sum!,
  count: REDUCERS.count!,
  count_non_null: REDUCERS.count!,
  last: REDUCERS.last!,
  median: REDUCERS.median!,
  diff: change((first, last) => last - first),
  diff_abs: change((first, last) => Math.abs(last - first)),
  percent_diff: change(percent),
  percent_diff_abs: change((first, last) => Math.abs(percent(first, last))),
};

interface Condition {
  readonly input: string;
  readonly reducer: string;
  readonly comparison: string;
  readonly params: readonly number[];
  /** With the conditions before it; the first has none. */
  readonly operator: string;
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

/** The conditions of an expression; throws where one names no query. */
export function conditionsOf(expression: Expression): readonly Condition[] {
  const { conditions } = expression;
  if (!Array.isArray(conditions) || conditions.length === 0) {
    throw new ExpressionError('parse', 'classic conditions need at least one condition');
  }
  return conditions.map((condition: unknown) => {
    const { query, reducer, evaluator, operator } = partOf(condition);
    const { type = 'gt', params } = partOf(evaluator);
    const input = String(first(partOf(query).params) ?? '');
    if (input === '') throw new ExpressionError('parse', 'a condition names no query');
    return {
      input,
      reducer: String(partOf(reducer).type ?? 'last'),
      comparison: String(type),
      params: Array.isArray(params) ? params.map(Number) : [],
      operator: String(partOf(operator).type ?? 'and'),
    };
  });
}

/**
 * 1 where the conditions hold, 0 where they do not, none where there is nothing to look at; a condition holds where any
 * series fulfils it. `and` and `or` apply one after the other, none binds more than the other.
 * https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/queries-conditions/#classic-condition-legacy
 */
export function classicResult(
  conditions: readonly Condition[],
  itemsOf: (refId: string) => readonly Item[],
): NumberItem {
  let [holds, isNone] = [false, false];
  const matches: Match[] = [];
  for (const [i, condition] of conditions.entries()) {
    const found = matchesOf(condition, itemsOf(condition.input));
    const [holdsHere, isNoneHere] = [found.matches.length > 0, found.isNone];
    const isOr = condition.operator === 'or' || condition.operator === 'logic-or';
    holds = i === 0 ? holdsHere : isOr ? holds || holdsHere : holds && holdsHere;
    isNone = i === 0 ? isNoneHere : isOr ? isNone || isNoneHere : isNone && isNoneHere;
    matches.push(...found.matches);
  }
  return { kind: 'number', labels: {}, value: holds ? 1 : isNone ? null : 0, matches: holds ? matches : [] };
}

function matchesOf(
  { input, reducer, comparison, params }: Condition,
  items: readonly Item[],
): { readonly matches: readonly Match[]; readonly isNone: boolean } {
  const reduce = Object.hasOwn(CONDITION_REDUCERS, reducer) ? CONDITION_REDUCERS[reducer] : undefined;
  if (reduce === undefined) {
    const known = Object.keys(CONDITION_REDUCERS).join(', ');
    throw new ExpressionError('parse', `there is no reducer "${reducer}" of conditions: ${known}`);
  }
  const rows = items.map((item): Match => {
    const metric = item.labels.__name__ ?? input;
    if (item.kind === 'number') return { metric, labels: item.labels, value: item.value };
    const values = item.values.filter((value): value is number => value !== null && Number.isFinite(value));
    return { metric, labels: item.labels, value: values.length === 0 ? null : reduce(values) };
  });
  const isNone = rows.every(({ value }) => value === null);
  if (comparison === NO_VALUE) {
    const none = rows.filter(({ value }) => value === null);
    return { matches: rows.length === 0 ? [{ metric: 'NoData', labels: {}, value: null }] : none, isNone };
  }
  const holds = comparisonOf(comparison);
  const [a = 0, b = 0] = params;
  return { matches: rows.filter(({ value }) => value !== null && holds(value, a, b)), isNone };
}

/** The comparison that holds where a series has no value. */
const NO_VALUE = 'no_value';
