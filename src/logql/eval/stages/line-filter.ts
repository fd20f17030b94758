import { compileRegex } from '../../../lib/bounded-regex.js';
import { regexLiterals } from '../../../lib/regex-literals.js';
import { QuartetError } from '../../../model/errors.js';
import type { LineFilter } from '../../ast.js';
import type { StageFunction } from '../stage.js';
import { stageError } from '../stage-error.js';
import { compileIpPattern } from './ip-filter.js';
import { compileLinePattern } from './line-pattern.js';

type Finder = (line: string) => boolean;

/** What an operator looks for; an entry passes the negated ones when none of the alternatives is found. */
const OPERATORS: Readonly<Record<LineFilter['op'], { finder: (value: string) => Finder; negated: boolean }>> = {
  '|=': { finder: containing, negated: false },
  '!=': { finder: containing, negated: true },
  '|~': { finder: matching, negated: false },
  '!~': { finder: matching, negated: true },
  '|>': { finder: compileLinePattern, negated: false },
  '!>': { finder: compileLinePattern, negated: true },
};

/**
 * Line filter expression. https://grafana.com/docs/loki/latest/query/log_queries/#line-filter-expression
 *
 * `chain` are the filters in a row of which it is one: an error names them all. Throws `invalid_argument` for a bad regular
 * expression, pattern or address.
 */
export function compileLineFilter(filter: LineFilter, chain: readonly LineFilter[] = [filter]): StageFunction {
  const { negated } = OPERATORS[filter.op];
  const finds = any(finders(filter, chain));
  return negated ? ({ line }) => !finds(line) : ({ line }) => finds(line);
}

function finders({ op, alternatives }: LineFilter, chain: readonly LineFilter[]): Finder[] {
  try {
    return alternatives.map(({ value, isIp }) => (isIp ? addressed(op, value) : OPERATORS[op].finder(value)));
  } catch (error) {
    throw stageError(chain, error);
  }
}

function addressed(op: LineFilter['op'], pattern: string): Finder {
  if (op === '|=' || op === '!=') return compileIpPattern(pattern);
  throw new QuartetError('invalid_argument', 'ip: invalid operation');
}

function any(finds: readonly Finder[]): Finder {
  const [first, second] = finds;
  if (first !== undefined && second === undefined) return first;
  return (line) => finds.some((find) => find(line));
}

function containing(text: string): Finder {
  return (line) => line.includes(text);
}

/** RE2, found anywhere in the line; its dot does not match newlines. */
function matching(pattern: string): Finder {
  const regex = compileRegex(pattern);
  const literals = regexLiterals(pattern);
  if (literals === undefined) return (line) => regex.test(line);
  if (!literals.ignoresCase) return any(literals.texts.map(containing));
  const containsAny = any(literals.texts.map((text) => containing(text.toLowerCase())));
  return (line) => (hasOddCase(line) ? regex.test(line) : containsAny(line.toLowerCase()));
}

/** Letters beyond ASCII that are an ASCII letter to RE2 or to `toLowerCase`, but not to both. */
const hasOddCase = (line: string): boolean => line.includes('ſ') || line.includes('İ');
