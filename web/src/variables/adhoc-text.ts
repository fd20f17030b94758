import type { AdhocFilter } from './variable';

export type FilterLike = Pick<AdhocFilter, 'key' | 'operator' | 'value' | 'values'>;

/** A filter from its text in a URL; undefined for what is none. */
export function filterOfText(text: string): AdhocFilter | undefined {
  const [key = '', operator = '', value = '', ...more] = text.split('|').map(plain);
  if (key === '' || operator === '') return undefined;
  return { key, operator, value, ...(operator.endsWith('|') && { values: [value, ...more] }) };
}

/** The text of a filter in a URL: `key|operator|value`. */
export const textOfFilter = ({ key, operator, value, values }: FilterLike): string =>
  [key, operator, ...(values !== undefined && values.length > 0 ? values : [value])].map(escaped).join('|');

const ESCAPES: readonly (readonly [char: string, escape: string])[] = [
  ['|', '__gfp__'],
  ['#', '__gfh__'],
  [',', '__gfc__'],
];

const escaped = (text: string): string => ESCAPES.reduce((all, [char, by]) => all.replaceAll(char, by), text);
const plain = (text: string): string => ESCAPES.reduce((all, [char, by]) => all.replaceAll(by, char), text);
