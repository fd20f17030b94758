import type { QuartetError } from '../model/errors.js';
import type { Features } from './features.js';
import { Lexer } from './lexer.js';
import { parseError } from './parse-error.js';
import { describeToken, type Token, type TokenKind } from './tokens.js';

/**
 * How deep a tree may be, parentheses and operators in a row (`a + b + c`) counted: whoever walks it by recursion must not
 * run out of stack.
 */
export const MAX_DEPTH = 500;

/** Where a parser stands in one query: its next token, and what all its parts know. */
export class Cursor {
  private readonly lexer: Lexer;
  private readonly ahead: Token[] = [];
  private readonly heights = new WeakMap<object, number>();
  private depth = 0;
  /** End of the token before. */
  lastEnd = 0;
  /** What a message about an unexpected token says it stands in, where nothing nearer is known. */
  context = '';

  constructor(
    readonly query: string,
    readonly features: Features,
  ) {
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
    this.lastEnd = token.end;
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

  expect(kind: TokenKind, context?: string, expected?: string): Token {
    if (!this.is(kind)) throw this.unexpected(context, expected);
    return this.next();
  }

  /** That the next token must not stand here. */
  unexpected(context = this.context, expected = ''): QuartetError {
    const token = this.peek();
    const where = context === '' ? '' : ` in ${context}`;
    const instead = expected === '' ? '' : `, expected ${expected}`;
    return this.error(token.start, `unexpected ${describeToken(token)}${where}${instead}`);
  }

  error(at: number, message: string): QuartetError {
    return parseError(this.query, at, message);
  }

  /** Parses something that may hold itself, unless it is in itself too often. */
  nested<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) throw this.tooDeep();
    const result = parse();
    this.depth--;
    return result;
  }

  /** A node on top of its children, unless the tree grows too high by it. */
  grown<T extends object>(node: T, children: readonly object[]): T {
    let height = 0;
    for (const child of children) height = Math.max(height, this.heights.get(child) ?? 0);
    if (height >= MAX_DEPTH) throw this.tooDeep();
    this.heights.set(node, height + 1);
    return node;
  }

  private tooDeep(): QuartetError {
    return this.error(this.peek().start, `expression is nested deeper than ${MAX_DEPTH} levels`);
  }
}
