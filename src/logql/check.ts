import { labelPredicate } from '../lib/label-predicate.js';
import type { LabelMatcher } from '../storage/interface.js';
import type {
  BinaryExpression,
  Expression,
  LabelFilter,
  LabelReplace,
  LogExpression,
  LogRange,
  RangeAggregation,
  VectorAggregation,
} from './ast.js';
import { meaningError } from './parse-error.js';

/**
 * Checks what a well-formed query must hold beside: operations and their parameters, selectors that select, regular
 * expressions of conditions. Throws `invalid_argument`. What is wrong inside a stage is told by who compiles it.
 */
export function check(node: Expression): void {
  switch (node.kind) {
    case 'log':
      checkLog(node);
      break;
    case 'range-aggregation':
      checkRangeAggregation(node);
      break;
    case 'vector-aggregation':
      checkVectorAggregation(node);
      break;
    case 'binary':
      checkBinary(node);
      break;
    case 'label-replace':
      checkLabelReplace(node);
      break;
    case 'number-literal':
    case 'vector-literal':
      break;
  }
}

/** That some condition leaves streams out: an index cannot answer the others. */
export function checkSelector(matchers: readonly LabelMatcher[]): void {
  if (matchers.map(predicateOf).some((matches) => !matches(''))) return;
  throw meaningError(
    'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
  );
}

/** That the regular expressions of conditions are some. */
export const checkMatchers = (matchers: readonly LabelMatcher[]): void => matchers.forEach((m) => void predicateOf(m));

function predicateOf({ op, value }: LabelMatcher): (text: string) => boolean {
  try {
    return labelPredicate(op, value);
  } catch (error) {
    throw meaningError(regexProblem(error));
  }
}

/** What RE2 says, without the flag that it shows before the pattern. */
const regexProblem = (error: unknown): string => (error as Error).message.replace('`(?s)', '`');

function checkLog({ matchers, stages }: LogExpression): void {
  checkSelector(matchers);
  for (const stage of stages) {
    if (stage.kind === 'label-filter') checkLabelFilter(stage.filter);
    if (stage.kind !== 'drop' && stage.kind !== 'keep') continue;
    for (const item of stage.items) if ('matcher' in item) predicateOf(item.matcher);
  }
}

function checkLabelFilter(filter: LabelFilter): void {
  if (filter.kind === 'text') predicateOf(filter.matcher);
  if (filter.kind !== 'and' && filter.kind !== 'or') return;
  checkLabelFilter(filter.left);
  checkLabelFilter(filter.right);
}

function checkRange({ log, unwrap }: LogRange): void {
  checkLog(log);
  for (const filter of unwrap?.filters ?? []) checkLabelFilter(filter);
}

/** What range aggregations take. https://grafana.com/docs/loki/latest/query/metric_queries/#range-vector-aggregation */
const RANGE_RULES: Readonly<
  Record<RangeAggregation['op'], { readonly unwrap: 'must' | 'may' | 'never'; readonly grouping?: true }>
> = {
  rate: { unwrap: 'may' },
  rate_counter: { unwrap: 'must' },
  count_over_time: { unwrap: 'never' },
  bytes_rate: { unwrap: 'never' },
  bytes_over_time: { unwrap: 'never' },
  absent_over_time: { unwrap: 'may' },
  sum_over_time: { unwrap: 'must' },
  avg_over_time: { unwrap: 'must', grouping: true },
  min_over_time: { unwrap: 'must', grouping: true },
  max_over_time: { unwrap: 'must', grouping: true },
  stddev_over_time: { unwrap: 'must', grouping: true },
  stdvar_over_time: { unwrap: 'must', grouping: true },
  quantile_over_time: { unwrap: 'must', grouping: true },
  first_over_time: { unwrap: 'must', grouping: true },
  last_over_time: { unwrap: 'must', grouping: true },
};

function checkRangeAggregation({ op, range, parameter, grouping }: RangeAggregation): void {
  if (op === 'quantile_over_time' && parameter === undefined) {
    throw meaningError(`parameter required for operation ${op}`);
  }
  if (op !== 'quantile_over_time' && parameter !== undefined) {
    throw meaningError(`parameter ${parameter} not supported for operation ${op}`);
  }
  const rules = RANGE_RULES[op];
  if (grouping !== undefined && rules.grouping !== true) {
    throw meaningError(`grouping not allowed for ${op} aggregation`);
  }
  if (range.unwrap !== undefined && rules.unwrap === 'never') {
    throw meaningError(`invalid aggregation ${op} with unwrap`);
  }
  if (range.unwrap === undefined && rules.unwrap === 'must') {
    throw meaningError(`invalid aggregation ${op} without unwrap`);
  }
  checkRange(range);
}

const WITH_PARAMETER: ReadonlySet<VectorAggregation['op']> = new Set<VectorAggregation['op']>([
  ...(['topk', 'bottomk', 'approx_topk'] as const),
]);

/** https://grafana.com/docs/loki/latest/query/metric_queries/#built-in-aggregation-operators */
function checkVectorAggregation({ op, expression, parameter, grouping }: VectorAggregation): void {
  if (WITH_PARAMETER.has(op)) {
    if (parameter === undefined) throw meaningError(`parameter required for operation ${op}`);
    if (!Number.isInteger(parameter)) throw meaningError(`invalid parameter ${op}(${parameter},`);
    if (parameter <= 0) throw meaningError(`invalid parameter (must be greater than 0) ${op}(${parameter}`);
  } else if (parameter !== undefined) throw meaningError(`unsupported parameter for operation ${op}(${parameter},`);
  if (op === 'approx_topk' && grouping !== undefined) {
    throw meaningError(`grouping not allowed for ${op} aggregation`);
  }
  check(expression);
}

const SET_OPERATORS: ReadonlySet<string> = new Set<BinaryExpression['op']>(['and', 'or', 'unless']);

/** https://grafana.com/docs/loki/latest/query/#logical-and-set-operators */
function checkBinary({ op, left, right }: BinaryExpression): void {
  if (SET_OPERATORS.has(op)) {
    for (const [side, leg] of [
      ['left', left],
      ['right', right],
    ] as const) {
      if (leg.kind !== 'number-literal') continue;
      const value = leg.value.toFixed(6);
      throw meaningError(`unexpected literal for ${side} leg of logical/set binary operation (${op}): ${value}`);
    }
  }
  check(left);
  check(right);
}

function checkLabelReplace({ expression, regex }: LabelReplace): void {
  try {
    labelPredicate('=~', regex);
  } catch (error) {
    throw meaningError(`invalid regex in label_replace: ${regexProblem(error)}`);
  }
  check(expression);
}
