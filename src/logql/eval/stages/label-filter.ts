import type { ComparisonOperator, LabelFilter, LabelFilterStage } from '../../ast.js';
import { bytesLiteral, bytesText } from '../../bytes-literal.js';
import { ERROR_LABEL } from '../entry-labels.js';
import { LABEL_NUMBERS } from '../label-number.js';
import type { StageFunction } from '../stage.js';
import { stageError } from '../stage-error.js';
import { compileIpPattern } from './ip-filter.js';
import { compileCondition } from './label-condition.js';

/**
 * Label filter expression. https://grafana.com/docs/loki/latest/query/log_queries/#label-filter-expression
 *
 * Throws `invalid_argument` for a bad regular expression or address.
 */
export function compileLabelFilter(stage: LabelFilterStage): StageFunction {
  return compileFilter(stage.filter);
}

/**
 * Filters on numbers, durations, bytes and addresses pass an entry on that failed before: only filters on texts, such as
 * `__error__=""`, can leave it out. A missing label leaves it out; of a filter on addresses, only one that has not failed.
 */
export function compileFilter(filter: LabelFilter): StageFunction {
  return (COMPILERS[filter.kind] as (filter: LabelFilter) => StageFunction)(filter);
}

const COMPILERS: {
  readonly [K in LabelFilter['kind']]: (filter: Extract<LabelFilter, { kind: K }>) => StageFunction;
} = {
  and: compileAnd,
  or: compileOr,
  text: compileText,
  number: (filter) => compileComparison('number', filter.name, filter.op, filter.value),
  duration: (filter) => compileComparison('duration', filter.name, filter.op, filter.value),
  // Loki prints queries between its parts, and sizes with two digits.
  bytes: ({ name, op, value }) => compileComparison('bytes', name, op, bytesLiteral(bytesText(value)) ?? value),
  ip: compileIp,
};

type Connective = Extract<LabelFilter, { kind: 'and' | 'or' }>;

/** Judges all of them: the failure of one stays with the entry, should an `or` around them let it pass. */
function compileAnd(filter: Connective): StageFunction {
  const filters = operands(filter).map(compileFilter);
  return (entry) => {
    let passes = true;
    for (const filter of filters) passes = filter(entry) && passes;
    return passes;
  };
}

function compileOr(filter: Connective): StageFunction {
  const filters = operands(filter).map(compileFilter);
  return (entry) => filters.some((filter) => filter(entry));
}

/** `a and b and c` as one list, however long, so that neither compiling nor running goes as deep. */
function operands({ kind, left, right }: Connective): LabelFilter[] {
  const found: LabelFilter[] = [];
  const open = [right, left];
  for (let filter = open.pop(); filter !== undefined; filter = open.pop()) {
    if (filter.kind === kind) open.push((filter as Connective).right, (filter as Connective).left);
    else found.push(filter);
  }
  return found;
}

function compileText({ matcher }: Extract<LabelFilter, { kind: 'text' }>): StageFunction {
  const holds = compileCondition(matcher);
  const { name } = matcher;
  if (name === ERROR_LABEL) return ({ labels }) => holds(labels.error ?? '');
  return ({ labels }) => holds(labels.get(name) ?? '');
}

const COMPARISONS: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compileComparison(
  kind: keyof typeof LABEL_NUMBERS,
  name: string,
  op: ComparisonOperator,
  value: number,
): StageFunction {
  const read = LABEL_NUMBERS[kind];
  const holds = COMPARISONS[op];
  return ({ labels }) => {
    const text = labels.get(name);
    if (text === undefined) return false;
    if (labels.error !== undefined) return true;
    const number = read(text);
    if ('value' in number) return holds(number.value, value);
    labels.fail('LabelFilterErr', number.problem);
    return true;
  };
}

function compileIp(filter: Extract<LabelFilter, { kind: 'ip' }>): StageFunction {
  const { name, op, value } = filter;
  const hasAddress = compiledIp();
  return ({ labels }) => {
    if (labels.error !== undefined) return true;
    const text = labels.get(name);
    return text !== undefined && hasAddress(text) === (op === '=');
  };

  function compiledIp(): (text: string) => boolean {
    try {
      return compileIpPattern(value);
    } catch (error) {
      throw stageError([{ kind: 'label-filter', filter }], error);
    }
  }
}
