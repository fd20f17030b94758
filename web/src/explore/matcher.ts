import { quoted } from '../app/links';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** A condition on a label, as PromQL and LogQL have it in `{…}`. */
export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

export const isMatchOperator = (text: unknown): text is MatchOperator => ['=', '!=', '=~', '!~'].includes(String(text));

/** `{a="b", c=~"d"}`, with those that have a value; `''` for none. */
export function selectorText(matchers: readonly Matcher[]): string {
  const given = matchers.filter(({ value }) => value !== '');
  return given.length === 0
    ? ''
    : `{${given.map(({ label, operator, value }) => `${nameText(label)}${operator}${quoted(value)}`).join(', ')}}`;
}

/** Names beyond letters, digits and `_` stand in quotes. */
export const nameText = (name: string): string => (/^[A-Za-z_][\w]*$/.test(name) ? name : quoted(name));
