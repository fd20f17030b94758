import { compileRegex } from '../../lib/bounded-regex.js';
import { quoteGo } from '../../lib/go-quote.js';
import { type Labels, labelValue } from '../../model/labels.js';

/** A condition on one label; a label that is missing is empty. https://prometheus.io/docs/alerting/latest/configuration/#matcher */
export interface Matcher {
  readonly name: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  /** A text, or an RE2 expression for the whole value. */
  readonly value: string;
}

export type LabelTest = (labels: Labels) => boolean;

/** Whether labels meet all matchers; none are met by all. Throws what RE2 throws for an expression that is none. */
export function compileMatchers(matchers: readonly Matcher[]): LabelTest {
  const tests = matchers.map((matcher) => ({ name: matcher.name, meets: compileMatcher(matcher) }));
  return (labels) => tests.every(({ name, meets }) => meets(labelValue(labels, name)));
}

/** Values for which an expression remembers whether it matches: most alerts have few different ones. */
const MAX_KNOWN = 1000;
const MAX_KNOWN_LENGTH = 200;

/** Whether a value meets a matcher. Unlike Prometheus' its dot does not match newlines. */
export function compileMatcher({ op, value }: Matcher): (text: string) => boolean {
  if (op === '=') return (text) => text === value;
  if (op === '!=') return (text) => text !== value;
  const pattern = compileRegex(value);
  const prefix = literalPrefix(value);
  const known = new Map<string, boolean>();
  const matches = (text: string) => {
    if (!text.startsWith(prefix)) return false;
    let met = known.get(text);
    if (met === undefined) {
      met = pattern.matches(text);
      if (known.size >= MAX_KNOWN) known.clear();
      if (text.length <= MAX_KNOWN_LENGTH) known.set(text, met);
    }
    return met;
  };
  return op === '=~' ? matches : (text) => !matches(text);
}

/**
 * The text with which all that an expression matches begins, as far as that is seen easily: comparing it is a hundred times
 * faster than RE2, and most values do not begin with it.
 */
function literalPrefix(pattern: string): string {
  if (pattern.includes('|')) return '';
  const literal = /^[\w \-/:@]*/.exec(pattern)![0];
  return /[?*+{]/.test(pattern.charAt(literal.length)) ? literal.slice(0, -1) : literal;
}

const CLASSIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** `severity="critical"`; names beyond the classic ones in quotes. */
const formatMatcher = ({ name, op, value }: Matcher): string =>
  `${CLASSIC_NAME.test(name) ? name : quoteGo(name)}${op}${quoteGo(value)}`;

/** `{a="b",c=~"d"}`. */
export const formatMatchers = (matchers: readonly Matcher[]): string => `{${matchers.map(formatMatcher).join(',')}}`;

/** By name, value and operator, the order in which Alertmanager writes them. */
export const sortMatchers = (matchers: readonly Matcher[]): Matcher[] =>
  [...matchers].sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value) || OPS[a.op] - OPS[b.op]);

const OPS = { '=': 0, '!=': 1, '=~': 2, '!~': 3 } as const;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
