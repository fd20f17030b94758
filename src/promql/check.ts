import { quoteGo } from '../lib/go-quote.js';
import { labelPredicate } from '../lib/label-predicate.js';
import { METRIC_NAME } from '../model/labels.js';
import type {
  Aggregation,
  BinaryExpression,
  Call,
  Expression,
  Subquery,
  UnaryExpression,
  ValueType,
  VectorSelector,
} from './ast.js';
import { checkBinary } from './check-binary.js';
import { parseError } from './parse-error.js';
import { DOCUMENTED_TYPES, valueType } from './value-type.js';

/**
 * Checks what a well-formed expression must hold beside: types, numbers of arguments, selectors that select. Throws
 * `invalid_argument`; the first mistake in Prometheus' order counts, which is that of the text, children before parents.
 */
export function check(query: string, expression: Expression): void {
  new Checker(query).check(expression);
}

class Checker {
  constructor(private readonly query: string) {}

  check(node: Expression): void {
    switch (node.kind) {
      case 'number-literal':
      case 'string-literal':
        break;
      case 'vector-selector':
        this.selector(node);
        break;
      case 'matrix-selector':
        this.selector(node.selector);
        break;
      case 'parentheses':
        this.check(node.expression);
        break;
      case 'subquery':
        this.subquery(node);
        break;
      case 'unary':
        this.unary(node);
        break;
      case 'call':
        this.call(node);
        break;
      case 'aggregation':
        this.aggregation(node);
        break;
      case 'binary':
        this.binary(node);
        break;
    }
  }

  private subquery(node: Subquery): void {
    this.check(node.expression);
    const type = valueType(node.expression);
    if (type !== 'vector') this.fail(node, `subquery is only allowed on instant vector, got ${type} instead`);
  }

  private unary(node: UnaryExpression): void {
    this.check(node.expression);
    const type = valueType(node.expression);
    if (type === 'scalar' || type === 'vector') return;
    const allowed = 'unary expression only allowed on expressions of type scalar or instant vector';
    this.fail(node, `${allowed}, got ${quoteGo(DOCUMENTED_TYPES[type])}`);
  }

  private binary(node: BinaryExpression): void {
    this.check(node.left);
    this.check(node.right);
    const mistake = checkBinary(node, this.query);
    if (mistake !== undefined) throw parseError(this.query, mistake.at, mistake.message);
  }

  private selector(node: VectorSelector): void {
    const { name, matchers } = node;
    if (name === '') {
      const matchesNothing = matchers.every(({ op, value }) => labelPredicate(op, value)(''));
      if (matchesNothing) this.fail(node, 'vector selector must contain at least one non-empty matcher');
      return;
    }
    // The last condition is the name before the braces.
    const second = matchers.slice(0, -1).find((matcher) => matcher.name === METRIC_NAME);
    if (second === undefined) return;
    this.fail(node, `metric name must not be set twice: ${quoteGo(name)} or ${quoteGo(second.value)}`);
  }

  private call(node: Call): void {
    this.argumentCount(node);
    const { args, function: signature } = node;
    const context = `call to function ${quoteGo(signature.name)}`;
    for (const [i, arg] of args.entries()) {
      if (signature.name === 'info' && i === 1) this.infoSelector(node, arg, context);
      else this.expectType(arg, signature.args[Math.min(i, signature.args.length - 1)]!, context);
    }
  }

  private argumentCount(node: Call): void {
    const { args, function: signature } = node;
    const { variadic, name } = signature;
    const listed = signature.args.length;
    const fail = (expected: string): never =>
      this.fail(node, `expected ${expected} argument(s) in call to ${quoteGo(name)}, got ${args.length}`);
    if (variadic === 0) {
      if (args.length !== listed) fail(`${listed}`);
      return;
    }
    const most = listed - 1 + variadic;
    if (args.length < listed - 1) fail(`at least ${listed - 1}`);
    if (variadic > 0 && args.length > most) fail(`at most ${most}`);
  }

  /** The second argument of `info` is no vector but conditions on labels, which may be met by everything. */
  private infoSelector(call: Call, arg: Expression, context: string): void {
    const type = valueType(arg);
    if (type !== 'vector') {
      this.fail(call, `expected type ${DOCUMENTED_TYPES.vector} in ${context}, got ${DOCUMENTED_TYPES[type]}`);
    }
    if (arg.kind !== 'vector-selector' || arg.name !== '') {
      const found = arg.kind === 'vector-selector' ? 'vector selector' : DOCUMENTED_TYPES[type];
      this.fail(arg, `expected label selectors only, got ${found} instead`);
    }
  }

  private aggregation(node: Aggregation): void {
    this.expectType(node.expression, 'vector', 'aggregation expression');
    if (node.parameter === undefined) return;
    this.expectType(node.parameter, node.op === 'count_values' ? 'string' : 'scalar', 'aggregation parameter');
  }

  private expectType(node: Expression, wanted: ValueType, context: string): void {
    this.check(node);
    const type = valueType(node);
    if (type === wanted) return;
    this.fail(node, `expected type ${DOCUMENTED_TYPES[wanted]} in ${context}, got ${DOCUMENTED_TYPES[type]}`);
  }

  private fail(node: Expression, message: string): never {
    throw parseError(this.query, node.position.start, message);
  }
}
