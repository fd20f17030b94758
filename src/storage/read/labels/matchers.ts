import { RE2JS } from 're2js';
import { withWholeCharacters } from '../../../lib/portable-pattern.js';
import { QuartetError } from '../../../model/errors.js';
import type { QueryParams } from '../../engine/engine.js';
import type { LabelMatcher } from '../../interface.js';

/** A condition for WHERE with the values it binds. */
export interface Condition {
  readonly sql: string;
  readonly params: QueryParams;
}

/** That all of some hold. What they bind under one name must be one value. */
export const conditions = (...all: readonly Condition[]): Condition => ({
  sql: all.map(({ sql }) => sql).join(' AND '),
  params: Object.assign({}, ...all.map(({ params }) => params)) as QueryParams,
});

/**
 * Label matchers as a condition on a label-set table. A label that is missing has the empty value, regular expressions
 * are RE2, anchored on both sides, and their dot matches newlines, as in Prometheus and Loki.
 * `columns` names the labels that have a column of their own. Throws `invalid_argument` for a pattern that is none.
 */
export function matcherCondition(
  matchers: readonly LabelMatcher[],
  columns: Readonly<Record<string, string>>,
): Condition {
  const params: Record<string, string> = {};
  const terms = matchers.map(({ name, op, value }, i) => {
    const column = columns[name] ?? `labels[{m${i}n:String}]`;
    if (columns[name] === undefined) params[`m${i}n`] = name;
    if (op === '=~' && PLAIN_TEXTS.test(value)) {
      const bound = value.split('|').map((text, j) => {
        params[`m${i}v${j}`] = text;
        return `{m${i}v${j}:String}`;
      });
      return `${column} IN (${bound.join(', ')})`;
    }
    params[`m${i}v`] = op === '=' || op === '!=' ? value : anchored(value);
    const bound = `{m${i}v:String}`;
    return {
      '=': `${column} = ${bound}`,
      '!=': `${column} != ${bound}`,
      '=~': `match(${column}, ${bound})`,
      '!~': `NOT match(${column}, ${bound})`,
    }[op];
  });
  return { sql: terms.length === 0 ? '1' : terms.join(' AND '), params };
}

/** Texts of which each stands for itself: in a list they are looked up in filters of values, which patterns are not. */
const PLAIN_TEXTS = /^[\w:/@,-]+(?:\|[\w:/@,-]+){0,999}$/;

/** Judged alone first: a pattern such as `a)|(b` is only one between our parentheses, and would be free of the anchors. */
export function anchored(pattern: string): string {
  try {
    RE2JS.compile(pattern);
  } catch (error) {
    throw new QuartetError('invalid_argument', (error as Error).message);
  }
  return `^(?s:${withWholeCharacters(pattern)})$`;
}
