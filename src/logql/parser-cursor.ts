import type { QuartetError } from '../model/errors.js';
import { Lexer } from './lexer.js';
import { meaningError, parseError } from './parse-error.js';
import { hasNoLine, nameOf, type Token, type TokenKind } from './tokens.js';

/** How deep a tree may be, parentheses and operators in a row counted: whoever walks it by recursion must not run out of stack. */
const MAX_DEPTH = 500;

/** Loki's parser names what it expected where that is not more than this many kinds. */
const MAX_EXPECTED = 4;

/** Where a parser stands in one query: its next token, and what all its parts know. */
export class Cursor {
  private readonly lexer: Lexer;
  private readonly ahead: Token[] = [];
  private readonly heights = new WeakMap<object, number>();
  private depth = 0;
  /** The first mistake of meaning: mistakes of syntax, wherever they stand, are told before it. */
  mistake: QuartetError | undefined;

  constructor(readonly query: string) {
    this.lexer = new Lexer(query);
  }

  peek(): Token {
    return this.lookAhead(0);
  }

  /** The token behind the next one. */
  peekSecond(): Token {
    return this.lookAhead(1);
  }

  private lookAhead(count: number): Token {
    while (this.ahead.length <= count) this.ahead.push(this.lexer.next());
    return this.ahead[count]!;
  }

  next(): Token {
    const token = this.peek();
    this.ahead.shift();
    return token;
  }

  is(kind: TokenKind): boolean {
    return this.peek().kind === kind;
  }

  /** Takes the next token if it is of this kind. */
  accept(kind: TokenKind): boolean {
    if (!this.is(kind)) return false;
    this.next();
    return true;
  }

  /** Takes the next token, which must be of one of these kinds. */
  expect(...kinds: readonly TokenKind[]): Token {
    if (!kinds.includes(this.peek().kind)) throw this.unexpected(...kinds);
    return this.next();
  }

  /** That the next token must not stand here. What is expected is named in the order of Loki's own list of tokens. */
  unexpected(...expected: readonly TokenKind[]): QuartetError {
    const token = this.peek();
    const isNamed = expected.length > 0 && expected.length <= MAX_EXPECTED;
    const instead = isNamed ? `, expecting ${expected.map(nameOf).join(' or ')}` : '';
    const message = `syntax error: unexpected ${nameOf(token.kind)}${instead}`;
    if (this.query === '') return meaningError(message);
    return parseError(this.query, token.start, message, !hasNoLine(token));
  }

  /** Parses something that may hold itself, unless it is in itself too often. */
  nested<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) throw this.tooDeep(MAX_DEPTH);
    const result = parse();
    this.depth--;
    return result;
  }

  /** A node on top of its children, unless the tree grows too high by it. */
  grown<T extends object>(node: T, children: readonly object[], limit = MAX_DEPTH): T {
    let height = 0;
    for (const child of children) height = Math.max(height, this.heights.get(child) ?? 0);
    if (height >= limit) throw this.tooDeep(limit);
    this.heights.set(node, height + 1);
    return node;
  }

  private tooDeep(limit: number): QuartetError {
    return parseError(this.query, this.peek().start, `expression is nested deeper than ${limit} levels`);
  }
}
