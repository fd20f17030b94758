import type { QuartetError } from '../model/errors.js';
import { Lexer } from './lexer.js';
import { meaningError, parseError } from './parse-error.js';
import type { Token, TokenKind } from './tokens.js';

/** How deep parentheses and signs may be nested: whoever reads them by recursion must not run out of stack. */
const MAX_NESTING = 300;

/** How high a tree may be, operators in a row counted: whoever walks it by recursion must not either. */
const MAX_HEIGHT = 1_000;

/** Tempo's parser names what it expected where that is not more than this many kinds. */
const MAX_EXPECTED = 4;

/** Where a parser stands in one query: its next token, and what all its parts know. */
export class Cursor {
  private readonly lexer: Lexer;
  private token: Token;
  private readonly heights = new WeakMap<object, number>();
  private depth = 0;
  /** The first mistake of meaning: mistakes of syntax, wherever they stand, are told before it. */
  mistake: QuartetError | undefined;

  constructor(private readonly query: string) {
    this.lexer = new Lexer(query);
    this.token = this.lexer.next();
  }

  /** Kind of the next token. */
  get kind(): TokenKind {
    return this.token.kind;
  }

  /** Text of the next token. */
  get text(): string {
    return this.token.text;
  }

  next(): Token {
    const { token } = this;
    if (token.kind !== '$end') this.token = this.lexer.next();
    return token;
  }

  /** Takes the next token if it is of this kind. */
  accept(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  /** Takes the next token, which must be of one of these kinds. */
  expect(...kinds: readonly TokenKind[]): Token {
    if (!kinds.includes(this.kind)) throw this.unexpected(...kinds);
    return this.next();
  }

  /** That the next token must not stand here. What is expected is named in the order of Tempo's own list of tokens. */
  unexpected(...expected: readonly TokenKind[]): QuartetError {
    const isNamed = expected.length > 0 && expected.length <= MAX_EXPECTED;
    const instead = isNamed ? `, expecting ${expected.join(' or ')}` : '';
    const message = `syntax error: unexpected ${this.kind}${instead}`;
    return this.query === '' ? meaningError(`parse error : ${message}`) : this.error(message);
  }

  /** A mistake at the next token. */
  error(message: string): QuartetError {
    return parseError(this.query, this.token.start, message, this.token.hasNoLine);
  }

  /** Parses something that may hold itself, unless it is in itself too often. */
  nested<T>(parse: () => T): T {
    if (++this.depth > MAX_NESTING) throw this.error(`nested deeper than ${MAX_NESTING} levels`);
    const result = parse();
    this.depth--;
    return result;
  }

  /** A node on top of its children, unless the tree grows too high by it. */
  grown<T extends object>(node: T, ...children: readonly object[]): T {
    let height = 0;
    for (const child of children) height = Math.max(height, this.heights.get(child) ?? 0);
    if (height >= MAX_HEIGHT) throw this.error(`more than ${MAX_HEIGHT} operators in each other or in a row`);
    this.heights.set(node, height + 1);
    return node;
  }
}
