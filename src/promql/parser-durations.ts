import type { DurationExpression, NumberLiteral } from './ast.js';
import { MAX_DURATION_SECONDS } from './number-literal.js';
import type { Cursor } from './parser-cursor.js';
import { acceptSign, numberLiteral, signed, startsNumber } from './parser-literals.js';

type Operator = '+' | '-' | '*' | '/' | '%' | '^';

const PRECEDENCE: Readonly<Record<Operator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 3 };
/** A sign binds as tightly as `*`: `-2 ^ 2` is `-(2 ^ 2)`. */
const BELOW_SIGN = 3;

const NO_DIVISORS: Readonly<Partial<Record<Operator, string>>> = { '/': 'division by zero', '%': 'modulo by zero' };

/** What a message says where no duration stands. */
export const DURATION_EXPECTED = 'number, duration, step(), or range()';

/**
 * Durations and arithmetic on them, as they stand in brackets and behind `offset`. `context` is what messages call the
 * place. https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
export class DurationParser {
  constructor(
    private readonly cursor: Cursor,
    private readonly context: string,
    private readonly expected = DURATION_EXPECTED,
  ) {}

  /** In brackets, where it must be more than nothing. Without a literal that shows when it is resolved. */
  positive(): DurationExpression {
    const duration = this.expression(0);
    if (duration.kind !== 'number-literal') return duration;
    if (!(duration.value > 0)) throw this.cursor.error(duration.position.start, 'duration must be greater than 0');
    return { ...duration, isDuration: true };
  }

  /**
   * Behind `offset`: one operand, with a sign perhaps. `offset 5m * 2` is twice what stood five minutes ago. Arithmetic
   * goes on behind a parenthesis that has no sign: `offset (5m) * 2` is what stood ten minutes ago.
   */
  offset(): DurationExpression {
    const { cursor } = this;
    if (cursor.peek().kind === '(') return this.expression(0);
    const sign = acceptSign(cursor);
    const operand = this.operand();
    const duration = sign === undefined ? operand : this.withSign(sign.sign, sign.start, operand);
    return duration.kind === 'number-literal' ? { ...duration, isDuration: true } : duration;
  }

  private expression(above: number): DurationExpression {
    const { cursor } = this;
    return cursor.nested(() => {
      let left = this.unary();
      for (;;) {
        const { kind, start } = cursor.peek();
        const precedence = Object.hasOwn(PRECEDENCE, kind) ? PRECEDENCE[kind as Operator] : 0;
        if (precedence <= above) return left;
        cursor.next();
        const op = kind as Operator;
        const right = this.expression(op === '^' ? precedence - 1 : precedence);
        const problem = NO_DIVISORS[op];
        if (problem !== undefined && right.kind === 'number-literal' && right.value === 0) {
          throw cursor.error(start, problem);
        }
        left = this.binary(op, left, right, left.position.start);
      }
    });
  }

  private unary(): DurationExpression {
    const sign = acceptSign(this.cursor);
    if (sign === undefined) return this.operand();
    return this.withSign(sign.sign, sign.start, this.expression(BELOW_SIGN - 1));
  }

  private withSign(op: '+' | '-', start: number, operand: DurationExpression): DurationExpression {
    if (operand.kind === 'number-literal') return this.bounded(signed(operand, op, start));
    if (op === '+') return operand;
    const position = { start, end: operand.position.end };
    return this.cursor.grown({ kind: 'duration-unary' as const, op, operand, wrapped: false, position }, [operand]);
  }

  private operand(): DurationExpression {
    const { cursor } = this;
    const token = cursor.peek();
    if (startsNumber(token)) return this.bounded(numberLiteral(cursor));
    switch (token.kind) {
      case 'step':
      case 'range': {
        cursor.next();
        this.expect('(');
        this.expect(')');
        return {
          kind: `duration-${token.kind}`,
          wrapped: false,
          position: { start: token.start, end: cursor.lastEnd },
        };
      }
      case 'min_of':
      case 'max_of': {
        cursor.next();
        this.expect('(');
        const left = this.expression(0);
        this.expect(',');
        const right = this.expression(0);
        this.expect(')');
        return this.binary(token.kind, left, right, token.start);
      }
      case '(': {
        cursor.next();
        const inner = this.expression(0);
        this.expect(')');
        return this.wrapped(inner);
      }
      default:
        throw this.unexpected();
    }
  }

  /** In parentheses. A literal, which cannot say that it stands in such, is the operand of a `+`. */
  private wrapped(inner: DurationExpression): DurationExpression {
    if (inner.kind !== 'number-literal') return this.cursor.grown({ ...inner, wrapped: true }, [inner]);
    const { position } = inner;
    return this.cursor.grown(
      { kind: 'duration-unary' as const, op: '+' as const, operand: inner, wrapped: true, position },
      [inner],
    );
  }

  private binary(
    op: Operator | 'min_of' | 'max_of',
    left: DurationExpression,
    right: DurationExpression,
    start: number,
  ): DurationExpression {
    const position = { start, end: this.cursor.lastEnd };
    const node = { kind: 'duration-binary' as const, op, left, right, wrapped: false, position };
    return this.cursor.grown(node, [left, right]);
  }

  private bounded(literal: NumberLiteral): NumberLiteral {
    if (Math.abs(literal.value) <= MAX_DURATION_SECONDS) return literal;
    throw this.cursor.error(literal.position.start, 'duration out of range');
  }

  private expect(kind: '(' | ')' | ','): void {
    if (!this.cursor.accept(kind)) throw this.unexpected();
  }

  private unexpected(): Error {
    return this.cursor.unexpected(this.context, this.expected);
  }
}
