/** A pattern whose matches can be seen without an engine. */
export interface SimplePattern {
  readonly groups: 0 | 1;
  test(text: string): boolean;
  /** What the group matched in a text that the pattern matches; the whole text where there is none. */
  group(text: string): string;
}

/** What stands for itself; what is left out goes to the engine. */
const LITERAL = /^(?:[\w \-:/,;@=<>!&%#'"~`]|\\[.\-/_:])*$/;

/** A text, and `.*` or `.+` behind it, which may be a group. */
const PREFIX = /^(.*?)(\(?)\.([*+])(\)?)$/s;

/** Undefined where `pattern` says more than texts and what begins with a text. */
export function simplePattern(pattern: string): SimplePattern | undefined {
  return prefix(pattern) ?? literals(pattern);
}

/** `.*`, `(.*)`, `(.+)`, `a.*`, `a(.+)`. */
function prefix(pattern: string): SimplePattern | undefined {
  const [, written = '', open, count, close] = PREFIX.exec(pattern) ?? [];
  const start = literal(written);
  if (count === undefined || start === undefined || (open === '') !== (close === '')) return undefined;
  const least = start.length + (count === '+' ? 1 : 0);
  return {
    groups: open === '' ? 0 : 1,
    test: (text) => text.length >= least && text.startsWith(start),
    group: (text) => text.slice(open === '' ? 0 : start.length),
  };
}

/** `a`, `a|b`, `(a|b)`, `(?:a|b)`, `a\.b`. */
function literals(pattern: string): SimplePattern | undefined {
  const [, mark, grouped] = /^\((\?:)?([^()]*)\)$/.exec(pattern) ?? [];
  const texts: ReadonlySet<string | undefined> = new Set((grouped ?? pattern).split('|').map(literal));
  if (texts.has(undefined)) return undefined;
  const [only] = texts;
  return {
    groups: grouped === undefined || mark !== undefined ? 0 : 1,
    test: texts.size === 1 ? (text) => text === only : (text) => texts.has(text),
    group: (text) => text,
  };
}

/** The one text that `pattern` matches; undefined where there may be others. */
const literal = (pattern: string): string | undefined =>
  LITERAL.test(pattern) ? pattern.replaceAll('\\', '') : undefined;
