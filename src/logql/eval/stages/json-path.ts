/** A step into JSON: a field's key, or an element's place in an array. */
export type JsonStep = string | number;

type Token =
  | { readonly kind: 'FIELD' | 'STRING'; readonly text: string }
  | { readonly kind: 'INDEX'; readonly index: number }
  | { readonly kind: 'DOT' | 'LSB' | 'RSB' | '$end' };

const FIELD = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const INDEX = /[0-9]+/y;
const MARKS: Readonly<Record<string, 'DOT' | 'LSB' | 'RSB'>> = { '.': 'DOT', '[': 'LSB', ']': 'RSB' };

/**
 * The steps of an expression of `| json label="…"`: `a.b`, `a[0].b`, `["a key"].b`. Throws an Error that says what is
 * wrong, in Loki's words. https://grafana.com/docs/loki/latest/query/log_queries/#json
 */
export function parseJsonPath(expression: string): readonly JsonStep[] {
  const tokens = tokenize(expression);
  const steps: JsonStep[] = [];
  let at = 0;
  const fail = (...expected: readonly string[]): never => {
    const expecting = expected.length === 0 ? '' : `, expecting ${expected.join(' or ')}`;
    throw new Error(
      `cannot parse expression [${expression}]: syntax error: unexpected ${tokens[at]!.kind}${expecting}`,
    );
  };
  const field = (...expected: readonly string[]) => {
    const token = tokens[at]!;
    if (token.kind !== 'FIELD') return fail(...expected);
    steps.push(token.text);
    at++;
  };
  if (tokens[0]!.kind !== 'LSB') field('LSB', 'FIELD');
  for (;;) {
    const { kind } = tokens[at]!;
    if (kind === '$end') return steps;
    if (kind === 'DOT') {
      at++;
      field('FIELD');
    } else if (kind === 'LSB') {
      const inside = tokens[++at]!;
      if (inside.kind === 'STRING') steps.push(inside.text);
      else if (inside.kind === 'INDEX') steps.push(inside.index);
      else fail('STRING', 'INDEX');
      if (tokens[++at]!.kind !== 'RSB') fail('RSB');
      at++;
    } else fail();
  }
}

function tokenize(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  const refuse = (what: string): never => {
    throw new Error(`cannot parse expression [${expression}]: ${what}`);
  };
  let at = 0;
  while (at < expression.length) {
    const char = String.fromCodePoint(expression.codePointAt(at)!);
    const mark = MARKS[char];
    FIELD.lastIndex = INDEX.lastIndex = at;
    if (char.trim() === '') at++;
    else if (mark !== undefined) {
      tokens.push({ kind: mark });
      at++;
    } else if (char === '"') {
      const end = expression.indexOf('"', at + 1);
      if (end < 0) refuse('unexpected EOF');
      tokens.push({ kind: 'STRING', text: expression.slice(at + 1, end) });
      at = end + 1;
    } else {
      const text = FIELD.exec(expression)?.[0];
      const digits = text ?? INDEX.exec(expression)?.[0] ?? refuse(`unexpected char ${char}`);
      tokens.push(text === undefined ? { kind: 'INDEX', index: Number(digits) } : { kind: 'FIELD', text });
      at += digits.length;
    }
  }
  return [...tokens, { kind: '$end' }];
}
