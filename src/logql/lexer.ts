import { readGoString } from '../lib/go-string.js';
import { QuartetError } from '../model/errors.js';

type TokenKind = 'IDENTIFIER' | 'STRING' | '{' | '}' | ',' | '=' | '!=' | '=~' | '!~' | '$end';

export interface Token {
  readonly kind: TokenKind;
  /** The text in the query; of a string its value, unquoted. */
  readonly text: string;
  readonly at: number;
}

const PUNCTUATION: readonly TokenKind[] = ['!=', '!~', '=~', '=', '{', '}', ','];

/** An error at a place in the query, worded as Loki words its parse errors. */
export function parseError(query: string, at: number, message: string): QuartetError {
  const before = query.slice(0, at).split('\n');
  return new QuartetError(
    'invalid_argument',
    `parse error at line ${before.length}, col ${before.at(-1)!.length + 1}: ${message}`,
  );
}

/** Splits a query into tokens. https://grafana.com/docs/loki/latest/query/ */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  const word = /[A-Za-z_][A-Za-z0-9_]*/y;
  let at = 0;
  while (at < query.length) {
    const char = query[at]!;
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    if (char === '"' || char === '`') {
      const read = readGoString(query, at);
      if (!read.ok) throw parseError(query, read.at, `syntax error: ${read.message}`);
      tokens.push({ kind: 'STRING', text: read.value, at });
      at = read.end;
      continue;
    }
    const mark = PUNCTUATION.find((text) => query.startsWith(text, at));
    word.lastIndex = at;
    const text = mark ?? word.exec(query)?.[0];
    if (text === undefined) throw parseError(query, at, `syntax error: unexpected character '${char}'`);
    tokens.push({ kind: mark ?? 'IDENTIFIER', text, at });
    at += text.length;
  }
  tokens.push({ kind: '$end', text: '', at: query.length });
  return tokens;
}
