/**
 * What an RE2 expression that is nothing but texts looks for: whether it matches somewhere in a line is then whether the
 * line contains one of them, which is many times faster to see.
 */
export interface RegexLiterals {
  readonly texts: readonly string[];
  readonly ignoresCase: boolean;
}

/** More alternatives than this are better looked for by one automaton than one by one. */
const MAX_TEXTS = 16;

const OPERATORS = new Set('.*+?()[{^$|\\');

/**
 * The texts of `a|b\.c`, `(?i)a`, `(?:a|b)`, `.*a.*`; undefined where the pattern says more than texts, or ignores case
 * beyond ASCII. The pattern must be one that RE2 takes.
 */
export function regexLiterals(pattern: string): RegexLiterals | undefined {
  const ignoresCase = pattern.startsWith('(?i)');
  const texts = textsOf(withoutGroup(ignoresCase ? pattern.slice(4) : pattern));
  if (texts === undefined || texts.length > MAX_TEXTS) return undefined;
  if (ignoresCase && !texts.every((text) => /^[\0-\x7f]*$/.test(text))) return undefined;
  return { texts, ignoresCase };
}

/** What stands in a group around the whole pattern; of `(a)(b)` something with a parenthesis, which is no text. */
function withoutGroup(pattern: string): string {
  if (!pattern.startsWith('(') || !pattern.endsWith(')')) return pattern;
  return pattern.slice(pattern.startsWith('(?:') ? 3 : 1, -1);
}

/** The texts between bars; undefined at the first operator. */
function textsOf(pattern: string): string[] | undefined {
  const texts: string[] = [];
  let text = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '\\') {
      at++;
      // Before letters and digits a backslash makes a class or a position.
      if (!/[!-/:-@[-`{-~]/.test(pattern[at] ?? '')) return undefined;
      text += pattern[at];
    } else if (char === '|') {
      texts.push(text);
      text = '';
    } else if (pattern.startsWith('.*', at)) {
      // Behind or before a text it matches nothing, if need be.
      at += pattern[at + 2] === '?' ? 2 : 1;
      if (text !== '' && at + 1 < pattern.length && !/^(?:\.\*\??)*(?:\||$)/.test(pattern.slice(at + 1)))
        return undefined;
    } else if (OPERATORS.has(char)) return undefined;
    else text += char;
  }
  texts.push(text);
  return texts;
}
