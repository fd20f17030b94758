import { RE2JS } from 're2js';
import { QuartetError } from '../../../model/errors.js';
import type { LineCondition } from '../../interface.js';
import type { Condition } from '../labels/matchers.js';

/**
 * Conditions on the line as one for WHERE. A token that a text holds whole, bounded on both sides, goes through the token
 * filter by `hasToken`, which passes over all granules without it.
 */
export function lineCondition(lines: readonly LineCondition[]): Condition {
  const params: Record<string, string> = {};
  const terms = lines.map(({ negated, kind, alternatives }, i) => {
    const found = alternatives.map((text, j) => {
      const name = `l${i}x${j}`;
      params[name] = kind === 'contains' ? text : judged(text);
      const bound = `{${name}:String}`;
      if (kind === 'matches') return `match(line, ${bound})`;
      const tokens = negated ? [] : wholeTokens(text);
      const held = tokens.map((token, k) => {
        params[`${name}t${k}`] = token;
        return `hasToken(line, {${name}t${k}:String})`;
      });
      return [`position(line, ${bound}) > 0`, ...held].join(' AND ');
    });
    const any = `(${found.map((term) => `(${term})`).join(' OR ')})`;
    return negated ? `NOT ${any}` : any;
  });
  return { sql: terms.length === 0 ? '1' : terms.join(' AND '), params };
}

/** Tokens longer than this are rarer than the rest of the text together. */
const MIN_TOKEN = 4;
const MAX_TOKENS = 4;

/** The runs of ASCII letters and digits within a text that something else bounds on both sides inside the text. */
function wholeTokens(text: string): string[] {
  const tokens: string[] = [];
  for (const { 0: token, index } of text.matchAll(/[A-Za-z0-9]+/g)) {
    const end = index + token.length;
    if (index === 0 || end === text.length || token.length < MIN_TOKEN) continue;
    // A character beyond ASCII is part of a token for ClickHouse.
    if (text.charCodeAt(index - 1) > 127 || text.charCodeAt(end) > 127) continue;
    tokens.push(token);
  }
  return tokens.sort((a, b) => b.length - a.length).slice(0, MAX_TOKENS);
}

/** The pattern as ClickHouse is to read it. Throws `invalid_argument` for one that is none. */
export function judged(pattern: string): string {
  try {
    RE2JS.compile(pattern);
  } catch (error) {
    throw new QuartetError(
      'invalid_argument',
      `invalid regular expression ${JSON.stringify(pattern)}: ${(error as Error).message}`,
    );
  }
  // For ClickHouse the dot matches newlines unless it is told otherwise.
  return `(?-s)${pattern}`;
}
