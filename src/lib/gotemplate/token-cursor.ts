import { quoteGo } from '../go-quote.js';
import { TemplateError } from './template-error.js';
import type { Token, TokenKind } from './tokens.js';

/** Goes through the tokens of a template and reports what does not fit, at the line where it stands. */
export class TokenCursor {
  private at = 0;
  /** Where the action under way began. */
  actionLine = 0;

  constructor(
    private readonly templateName: string,
    private readonly tokens: readonly Token[],
  ) {}

  peek(): Token {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  /** Leaves out spaces. */
  nextToken(): Token {
    this.skipSpace();
    return this.next();
  }

  peekToken(): Token {
    this.skipSpace();
    return this.peek();
  }

  private skipSpace(): void {
    while (this.peek().kind === 'space') this.at++;
  }

  /** To come back to with `returnTo`. */
  get position(): number {
    return this.at;
  }

  returnTo(position: number): void {
    this.at = position;
  }

  expect(kind: TokenKind, context: string): Token {
    const token = this.nextToken();
    return token.kind === kind ? token : this.unexpected(token, context);
  }

  /** Of the token that was read last. */
  private get line(): number {
    return this.tokens[Math.min(Math.max(this.at - 1, 0), this.tokens.length - 1)]!.line;
  }

  fail(message: string): never {
    throw new TemplateError(`template: ${this.templateName}:${this.line}: ${message}`);
  }

  unexpected(token: Token, context: string): never {
    if (token.kind !== 'error') return this.fail(`unexpected ${describe(token)} in ${context}`);
    const isElsewhere = this.actionLine !== 0 && this.actionLine !== token.line;
    const start = `started at ${this.templateName}:${this.actionLine}`;
    const extra = !isElsewhere ? '' : token.value.endsWith(' action') ? ` ${start}` : ` in action ${start}`;
    return this.fail(token.value + extra);
  }

  /** What `read` gives; a `TemplateError` of it gets the line. */
  located<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      return error instanceof TemplateError ? this.fail(error.message) : this.rethrow(error);
    }
  }

  private rethrow(error: unknown): never {
    throw error;
  }
}

function describe(token: Token): string {
  if (token.kind === 'eof') return 'EOF';
  if (token.kind === 'keyword' || token.kind === 'dot' || token.kind === 'nil') return `<${token.value}>`;
  const chars = [...token.value];
  return chars.length > 10 ? `${quoteGo(chars.slice(0, 10).join(''))}...` : quoteGo(token.value);
}
