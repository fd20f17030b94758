import { readGoString } from '../lib/go-string.js';
import { QuartetError } from '../model/errors.js';

export type TokenKind =
  | 'identifier'
  | 'string'
  | 'left-brace'
  | 'right-brace'
  | 'comma'
  | '='
  | '!='
  | '=~'
  | '!~'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The text in the query; of a string its value, unquoted. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PUNCTUATION: readonly (readonly [string, TokenKind])[] = [
  ['!=', '!='],
  ['!~', '!~'],
  ['=~', '=~'],
  ['=', '='],
  ['{', 'left-brace'],
  ['}', 'right-brace'],
  [',', 'comma'],
];

/** An error at a place in the query, worded as Prometheus words its parse errors: `line:column: parse error: …`. */
export function parseError(query: string, at: number, message: string): QuartetError {
  const before = query.slice(0, at).split('\n');
  return new QuartetError('invalid_argument', `${before.length}:${before.at(-1)!.length + 1}: parse error: ${message}`);
}

/** Splits a query into tokens. https://prometheus.io/docs/prometheus/latest/querying/basics/ */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  const word = /[A-Za-z_:][A-Za-z0-9_:]*/y;
  let at = 0;
  while (at < query.length) {
    const char = query[at]!;
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    if (char === '#') {
      const newline = query.indexOf('\n', at);
      at = newline < 0 ? query.length : newline;
      continue;
    }
    if (char === '"' || char === "'" || char === '`') {
      const read = readGoString(query, at);
      if (!read.ok) throw parseError(query, read.at, read.message);
      tokens.push({ kind: 'string', text: read.value, start: at, end: read.end });
      at = read.end;
      continue;
    }
    const mark = PUNCTUATION.find(([text]) => query.startsWith(text, at));
    if (mark !== undefined) {
      tokens.push({ kind: mark[1], text: mark[0], start: at, end: at + mark[0].length });
      at += mark[0].length;
      continue;
    }
    word.lastIndex = at;
    const match = word.exec(query);
    if (match === null) throw parseError(query, at, `unexpected character: '${char}'`);
    tokens.push({ kind: 'identifier', text: match[0], start: at, end: word.lastIndex });
    at = word.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', start: query.length, end: query.length });
  return tokens;
}
