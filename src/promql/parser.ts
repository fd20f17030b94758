import { METRIC_NAME } from '../model/labels.js';
import type { LabelMatcher } from '../storage/interface.js';
import type { VectorSelector } from './ast.js';
import { parseError, type Token, type TokenKind, tokenize } from './lexer.js';

/** Parses a query; throws `invalid_argument` with line and column. */
export function parse(query: string): VectorSelector {
  const parser = new Parser(query);
  const selector = parser.vectorSelector();
  parser.expect('end', 'end of input');
  return selector;
}

/** Recursive descent over the tokens of one query. */
class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(private readonly query: string) {
    this.tokens = tokenize(query);
  }

  vectorSelector(): VectorSelector {
    const first = this.peek();
    if (first.kind === 'end') throw parseError(this.query, 0, 'no expression found in input');
    const matchers: LabelMatcher[] = [];
    if (first.kind === 'identifier') matchers.push({ name: METRIC_NAME, op: '=', value: this.next().text });
    if (this.peek().kind === 'left-brace' || matchers.length === 0) this.matchers(matchers);
    const end = this.tokens[this.at - 1]!.end;
    // RE2 is judged where it runs; an empty set of conditions would mean every series of the store.
    if (matchers.every(matchesEmpty)) {
      throw parseError(this.query, first.start, 'vector selector must contain at least one non-empty matcher');
    }
    const name = first.kind === 'identifier' ? first.text : '';
    return { kind: 'vector-selector', name, matchers, position: { start: first.start, end } };
  }

  expect(kind: TokenKind, wanted: string): Token {
    const token = this.peek();
    if (token.kind !== kind) throw this.unexpected(token, wanted);
    this.at++;
    return token;
  }

  /** `{a="b", "metric.name", …}`; a trailing comma is allowed. */
  private matchers(into: LabelMatcher[]): void {
    this.expect('left-brace', 'a metric name or "{"');
    while (this.peek().kind !== 'right-brace') {
      into.push(this.matcher(into));
      if (this.peek().kind === 'comma') this.at++;
      else if (this.peek().kind !== 'right-brace') throw this.unexpected(this.peek(), '"," or "}"');
    }
    this.at++;
  }

  private matcher(before: readonly LabelMatcher[]): LabelMatcher {
    const name = this.next();
    if (name.kind !== 'identifier' && name.kind !== 'string') throw this.unexpected(name, 'a label name');
    const op = this.peek();
    if (op.kind === '=' || op.kind === '!=' || op.kind === '=~' || op.kind === '!~') {
      this.at++;
      return { name: name.text, op: op.kind, value: this.expect('string', 'a string').text };
    }
    if (name.kind !== 'string') throw this.unexpected(op, 'one of =, !=, =~, !~');
    if (before.some((matcher) => matcher.name === METRIC_NAME)) {
      throw parseError(this.query, name.start, `metric name must not be set twice: ${JSON.stringify(name.text)}`);
    }
    return { name: METRIC_NAME, op: '=', value: name.text };
  }

  private unexpected(token: Token, wanted: string): Error {
    const found = token.kind === 'end' ? 'end of input' : `${token.kind} ${JSON.stringify(token.text)}`;
    return parseError(this.query, token.start, `unexpected ${found}, expected ${wanted}`);
  }

  private peek(): Token {
    return this.tokens[this.at]!;
  }

  private next(): Token {
    return this.tokens[this.at++]!;
  }
}

const matchesEmpty = ({ op, value }: LabelMatcher): boolean =>
  (op === '=' && value === '') ||
  (op === '!=' && value !== '') ||
  (op === '=~' && (value === '' || value === '.*')) ||
  op === '!~';
