/** An RE2 expression whose groups all have names. */
export interface NamedGroups {
  readonly pattern: string;
  /** In their order: the first is group 1. */
  readonly names: readonly string[];
}

const NAMED = /\(\?P?<([A-Za-z0-9_]+)>/y;
const CLASS_NAME = /\[:\^?[a-z]+:\]/y;

/** The same expression with all groups but these capturing nothing. It must be one that RE2 takes. */
export function withoutOtherGroups(pattern: string, kept: ReadonlySet<string>): NamedGroups {
  const names: string[] = [];
  let written = '';
  let at = 0;
  const take = (length: number) => {
    written += pattern.slice(at, at + length);
    at += length;
  };
  while (at < pattern.length) {
    if (pattern.startsWith('\\Q', at)) {
      const end = pattern.indexOf('\\E', at + 2);
      take((end < 0 ? pattern.length : end + 2) - at);
    } else if (pattern[at] === '\\') take(2);
    else if (pattern[at] === '[') take(classEnd(pattern, at) - at);
    else if (pattern[at] !== '(') take(1);
    else {
      NAMED.lastIndex = at;
      const [opening, name] = NAMED.exec(pattern) ?? [];
      if (name !== undefined && kept.has(name)) {
        names.push(name);
        written += `(?P<${name}>`;
        at += opening!.length;
      } else if (opening === undefined && pattern[at + 1] === '?') take(2);
      else {
        written += '(?:';
        at += opening?.length ?? 1;
      }
    }
  }
  return { pattern: written, names };
}

/** The place behind the character class that begins at `at`. A bracket that is the first in it stands for itself. */
function classEnd(pattern: string, at: number): number {
  let i = at + 1;
  if (pattern[i] === '^') i++;
  if (pattern[i] === ']') i++;
  while (i < pattern.length && pattern[i] !== ']') {
    CLASS_NAME.lastIndex = i;
    if (pattern[i] === '\\') i += 2;
    else i += CLASS_NAME.exec(pattern)?.[0].length ?? 1;
  }
  return Math.min(i + 1, pattern.length);
}
