import type { LabelMatcher } from '../storage/interface.js';
import type { Expression, StreamSelector } from './ast.js';
import { parseError, type Token, tokenize } from './lexer.js';

/** Parses a query; throws `invalid_argument` with line and column. */
export function parse(query: string): Expression {
  const parser = new Parser(query);
  const selector = parser.streamSelector();
  parser.expect('$end');
  return selector;
}

/** Parses the label string of a stream, `{a="b", …}`, as a selector in which nothing must match. */
export function parseMatchers(query: string): readonly LabelMatcher[] {
  const parser = new Parser(query);
  const matchers = parser.matchers();
  parser.expect('$end');
  return matchers;
}

/** Recursive descent over the tokens of one query. */
class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(private readonly query: string) {
    this.tokens = tokenize(query);
  }

  streamSelector(): StreamSelector {
    const matchers = this.matchers();
    if (matchers.every(matchesEmpty)) {
      throw parseError(
        this.query,
        0,
        'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
      );
    }
    return { kind: 'stream-selector', matchers };
  }

  matchers(): LabelMatcher[] {
    const matchers: LabelMatcher[] = [];
    this.expect('{');
    if (this.peek().kind === '}') {
      this.at++;
      return matchers;
    }
    for (;;) {
      matchers.push(this.matcher());
      const separator = this.expect(',', '}');
      if (separator.kind === '}') return matchers;
    }
  }

  expect(...kinds: readonly Token['kind'][]): Token {
    const token = this.peek();
    if (kinds.includes(token.kind)) {
      this.at++;
      return token;
    }
    const wanted = kinds.map((kind) => (kind.length > 2 ? kind : `"${kind}"`)).join(' or ');
    throw parseError(this.query, token.at, `syntax error: unexpected ${token.kind}, expecting ${wanted}`);
  }

  private matcher(): LabelMatcher {
    const name = this.expect('IDENTIFIER').text;
    const op = this.expect('=', '!=', '=~', '!~').kind as LabelMatcher['op'];
    return { name, op, value: this.expect('STRING').text };
  }

  private peek(): Token {
    return this.tokens[this.at]!;
  }
}

const matchesEmpty = ({ op, value }: LabelMatcher): boolean =>
  (op === '=' && value === '') ||
  (op === '!=' && value !== '') ||
  (op === '=~' && (value === '' || value === '.*')) ||
  op === '!~';
