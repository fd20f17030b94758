import type { Matcher } from './matcher.js';
import { unquote } from './quoted.js';

type Kind = 'open' | 'close' | 'comma' | 'operator' | 'quoted' | 'unquoted' | 'end';

interface Token {
  readonly kind: Kind;
  readonly text: string;
  /** From 0, in characters. */
  readonly at: number;
}

const SHOWN: Readonly<Record<Kind, string>> = {
  open: 'an opening brace',
  close: 'a closing brace',
  comma: 'a comma',
  operator: 'an operator such as =, !=, =~ or !~',
  quoted: 'a text in quotes',
  unquoted: 'a text',
  end: 'the end',
};

const PARTS: readonly [Kind, RegExp][] = [
  ['open', /\{/y],
  ['close', /\}/y],
  ['comma', /,/y],
  ['operator', /=~|!~|!=|=/y],
  ['quoted', /"(?:[^"\\]|\\.)*"/sy],
  ['unquoted', /[^\s{}!=~,\\'"`]+/y],
];

/**
 * Matchers in the syntax of Alertmanager 0.27 and later: names and values without quotes may hold anything but
 * `{}!=~,\'"` and backticks and white space; in double quotes anything. Throws what is wrong and where.
 * https://prometheus.io/docs/alerting/latest/configuration/#utf-8-strict-mode
 */
export function parseUtf8Matchers(input: string): Matcher[] {
  const tokens = tokensOf(input);
  let at = 0;
  const take = (...kinds: Kind[]): Token => {
    const token = tokens[at]!;
    if (!kinds.includes(token.kind)) throw unexpected(token, kinds);
    at++;
    return token;
  };
  const next = () => tokens[at]!.kind;
  const braced = next() === 'open' && take('open') !== undefined;
  const last: Kind = braced ? 'close' : 'end';
  const matchers: Matcher[] = [];
  while (next() !== last) {
    const name = textOf(take('quoted', 'unquoted', last));
    if (name === '') throw new Error('a label name must not be empty');
    const op = take('operator').text as Matcher['op'];
    matchers.push({ name, op, value: textOf(take('quoted', 'unquoted')) });
    if (take('comma', last).kind === last) at--;
  }
  if (braced) take('close');
  take('end');
  return matchers;
}

const unexpected = ({ kind, text, at }: Token, kinds: readonly Kind[]) =>
  new Error(
    `${kind === 'end' ? 'it ends' : JSON.stringify(text)} at character ${at + 1} where ${kinds.map((one) => SHOWN[one]).join(' or ')} belongs`,
  );

function textOf({ kind, text, at }: Token): string {
  const read = kind === 'quoted' ? unquote(text) : text;
  if (read === undefined) throw new Error(`${text} at character ${at + 1} is not a valid text in quotes`);
  return read;
}

function tokensOf(input: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (at < input.length && /\s/.test(input[at]!)) at++;
    if (at === input.length) return [...tokens, { kind: 'end', text: '', at }];
    const token = tokenAt(input, at);
    tokens.push(token);
    at += token.text.length;
  }
}

function tokenAt(input: string, at: number): Token {
  for (const [kind, part] of PARTS) {
    part.lastIndex = at;
    const text = part.exec(input)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  if (input[at] === '"') throw new Error(`the quotes that open at character ${at + 1} are not closed`);
  throw new Error(`${JSON.stringify(input[at])} at character ${at + 1} must stand in double quotes`);
}
