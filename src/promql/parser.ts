import { quoteGo } from '../lib/go-quote.js';
import type { Aggregation, AggregationOperator, BinaryExpression, BinaryOperator, Call, Expression } from './ast.js';
import { check } from './check.js';
import type { Features } from './features.js';
import { FUNCTIONS } from './functions.js';
import { Cursor } from './parser-cursor.js';
import { groupingLabels } from './parser-grouping.js';
import { acceptSign, numberLiteral, signed, startsNumber } from './parser-literals.js';
import { binaryModifiers } from './parser-matching.js';
import { vectorSelector } from './parser-selectors.js';
import { withSuffixes } from './parser-suffixes.js';
import { AGGREGATION_KINDS, FUNCTION_NAME_KINDS, METRIC_NAME_KINDS, type Token } from './tokens.js';
import { valueType } from './value-type.js';

const NO_FEATURES: Features = new Set();

/**
 * Parses a query and checks its types. Experimental parts need their `features`. Throws `invalid_argument` with line and
 * column; the first mistake counts. https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export function parse(query: string, features: Features = NO_FEATURES): Expression {
  const expression = new Parser(new Cursor(query, features)).query();
  check(query, expression);
  return expression;
}

/** https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence */
const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  (
    [
      ['or'],
      ['and', 'unless'],
      ['==', '!=', '<=', '<', '>=', '>', '</', '>/'],
      ['+', '-'],
      ['*', '/', '%', 'atan2'],
      ['^'],
    ] satisfies BinaryOperator[][]
  ).flatMap((operators, i) => operators.map((op) => [op, i + 1] as const)),
);

/** A sign binds as tightly as `*`: `-2 ^ 2` is `-(2 ^ 2)`. */
const SIGN_PRECEDENCE = PRECEDENCE.get('*')!;

const SET_OPERATORS: ReadonlySet<string> = new Set<BinaryOperator>(['and', 'or', 'unless']);

const WITH_PARAMETER: ReadonlySet<AggregationOperator> = new Set<AggregationOperator>([
  ...(['topk', 'bottomk', 'quantile', 'count_values', 'limitk', 'limit_ratio'] as const),
]);

const EXPERIMENTAL_AGGREGATIONS: ReadonlySet<AggregationOperator> = new Set<AggregationOperator>([
  'limitk',
  'limit_ratio',
]);

/** Recursive descent over the tokens of one query. */
class Parser {
  constructor(private readonly cursor: Cursor) {}

  query(): Expression {
    const { cursor } = this;
    if (cursor.is('end-of-input')) throw cursor.error(0, 'no expression found in input');
    const expression = this.expression(0);
    if (!cursor.is('end-of-input')) throw cursor.unexpected();
    return expression;
  }

  /** An expression of operators that bind tighter than `above`. */
  private expression(above: number): Expression {
    const { cursor } = this;
    return cursor.nested(() => {
      let left = this.unary();
      for (;;) {
        const op = cursor.peek().kind;
        const precedence = PRECEDENCE.get(op) ?? 0;
        if (precedence <= above) return left;
        cursor.next();
        left = this.binary(op as BinaryOperator, left, op === '^' ? precedence - 1 : precedence);
      }
    });
  }

  private binary(op: BinaryOperator, left: Expression, above: number): Expression {
    const { cursor } = this;
    const { returnBool, matching } = binaryModifiers(cursor);
    const right = this.expression(above);
    const position = { start: left.position.start, end: right.position.end };
    const node: BinaryExpression = { kind: 'binary', op, left, right, returnBool, position };
    const isWritten = matching.labels.length > 0 || 'fillLeft' in matching || 'fillRight' in matching;
    const isBetweenVectors = valueType(left) === 'vector' && valueType(right) === 'vector';
    if (!isWritten && !isBetweenVectors) return cursor.grown(node, [left, right]);
    const isSetOperation = SET_OPERATORS.has(op) && matching.cardinality === 'one-to-one';
    const matched = isSetOperation ? ({ ...matching, cardinality: 'many-to-many' } as const) : matching;
    return cursor.grown({ ...node, matching: matched }, [left, right]);
  }

  private unary(): Expression {
    const { cursor } = this;
    const sign = acceptSign(cursor);
    if (sign === undefined) return withSuffixes(cursor, this.operand());
    const expression = this.expression(SIGN_PRECEDENCE);
    if (expression.kind === 'number-literal') return signed(expression, sign.sign, sign.start);
    const position = { start: sign.start, end: expression.position.end };
    return cursor.grown({ kind: 'unary' as const, op: sign.sign, expression, position }, [expression]);
  }

  private operand(): Expression {
    const { cursor } = this;
    const token = cursor.peek();
    const { kind, start, end } = token;
    if (startsNumber(token)) return numberLiteral(cursor);
    if (kind === 'string') {
      cursor.next();
      return { kind: 'string-literal', value: token.value, position: { start, end } };
    }
    if (kind === '(') return this.parentheses();
    if (kind === '{') return vectorSelector(cursor);
    if (!METRIC_NAME_KINDS.has(kind)) throw cursor.unexpected();
    // What a word is shows in what follows it.
    if (AGGREGATION_KINDS.has(kind) && startsAggregation(cursor.peekSecond())) return this.aggregation();
    if (FUNCTION_NAME_KINDS.has(kind) && cursor.peekSecond().kind === '(') return this.call();
    return vectorSelector(cursor);
  }

  private parentheses(): Expression {
    const { cursor } = this;
    const { start } = cursor.next();
    const expression = this.expression(0);
    cursor.expect(')');
    return cursor.grown({ kind: 'parentheses' as const, expression, position: { start, end: cursor.lastEnd } }, [
      expression,
    ]);
  }

  private call(): Expression {
    const { cursor } = this;
    const { text, kind, start } = cursor.next();
    const args = this.args();
    const name = kind === 'identifier' ? text : kind;
    const signature = FUNCTIONS.get(name);
    if (signature === undefined) throw cursor.error(start, `unknown function with name ${quoteGo(name)}`);
    if (signature.experimental && !cursor.features.has('promql-experimental-functions')) {
      throw cursor.error(start, `function ${quoteGo(name)} is not enabled`);
    }
    const position = { start, end: cursor.lastEnd };
    return cursor.grown<Call>({ kind: 'call', function: signature, args, position }, args);
  }

  /** Expressions in parentheses. */
  private args(): Expression[] {
    const { cursor } = this;
    cursor.expect('(');
    const args: Expression[] = [];
    if (cursor.accept(')')) return args;
    for (;;) {
      args.push(this.expression(0));
      const comma = cursor.peek();
      if (!cursor.accept(',')) break;
      if (cursor.is(')')) throw cursor.error(comma.start, 'trailing commas not allowed in function call args');
    }
    cursor.expect(')');
    return args;
  }

  private aggregation(): Expression {
    const { cursor } = this;
    const { context } = cursor;
    cursor.context = 'aggregation';
    const { kind, start } = cursor.next();
    let grouping = this.grouping();
    const args = this.args();
    grouping ??= this.grouping();
    cursor.context = context;
    const { labels, without } = grouping ?? { labels: [], without: false };
    const op = kind as AggregationOperator;
    const node = { kind: 'aggregation' as const, op, grouping: labels, without };
    const position = { start, end: cursor.lastEnd };
    const [parameter, expression] = this.parameterAndExpression(op, args, start);
    if (parameter === undefined) return cursor.grown<Aggregation>({ ...node, expression, position }, [expression]);
    return cursor.grown<Aggregation>({ ...node, parameter, expression, position }, [parameter, expression]);
  }

  private grouping(): { labels: string[]; without: boolean } | undefined {
    const { cursor } = this;
    if (cursor.accept('by')) return { labels: groupingLabels(cursor), without: false };
    return cursor.accept('without') ? { labels: groupingLabels(cursor), without: true } : undefined;
  }

  private parameterAndExpression(
    op: AggregationOperator,
    args: readonly Expression[],
    start: number,
  ): [parameter: Expression | undefined, expression: Expression] {
    const { cursor } = this;
    if (args.length === 0) throw cursor.error(start, 'no arguments for aggregate expression provided');
    if (EXPERIMENTAL_AGGREGATIONS.has(op) && !cursor.features.has('promql-experimental-functions')) {
      throw cursor.error(
        start,
        `${op}() is experimental and must be enabled with --enable-feature=promql-experimental-functions`,
      );
    }
    const wanted = WITH_PARAMETER.has(op) ? 2 : 1;
    if (args.length !== wanted) {
      throw cursor.error(
        start,
        `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
      );
    }
    return wanted === 2 ? [args[0]!, args[1]!] : [undefined, args[0]!];
  }
}

const startsAggregation = ({ kind }: Token): boolean => kind === '(' || kind === 'by' || kind === 'without';
