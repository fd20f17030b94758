/** A name behind a scope that was read; or what is wrong with it. */
export type AttributeName =
  | { readonly ok: true; readonly name: string; readonly end: number }
  | { readonly ok: false; readonly message: string; readonly at: number };

/** Names may hold anything that is no space, brace, parenthesis, comma or beginning of a comparison or a logical operator. */
const PLAIN = /[^\s{}()=~!<>&|^,"]+/uy;
const QUOTED = /[^"\\]+/y;
const NEEDS_QUOTES = /[\s{}()=~!<>&|^,"\\]/u;

/**
 * Reads the name of an attribute; parts of it may stand in double quotes, in which `\"` and `\\` are escapes. Empty where
 * none begins. https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#quoted-attribute-names
 */
export function readAttributeName(source: string, start: number): AttributeName {
  let name = '';
  let at = start;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? '';
    name += found;
    at += found.length;
    return found !== '';
  };
  for (;;) {
    if (take(PLAIN)) continue;
    if (source[at] !== '"') return { ok: true, name, end: at };
    const opening = at++;
    while (source[at] !== '"') {
      if (take(QUOTED)) continue;
      const escaped = source[at + 1];
      if (escaped === undefined) return { ok: false, message: 'unexpected EOF, expecting "', at: opening };
      if (escaped !== '"' && escaped !== '\\') return { ok: false, message: 'invalid escape sequence', at };
      name += escaped;
      at += 2;
    }
    at++;
  }
}

/** A name as it can stand behind a scope; behind a dot alone a digit would begin a number. */
export const writeAttributeName = (name: string, hasScope: boolean): string =>
  NEEDS_QUOTES.test(name) || (!hasScope && /^\d/.test(name)) ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : name;
