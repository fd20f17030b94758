import type { Parameters } from '../app/url-state';
import { ALL, ALL_TEXT, type Variable } from './variable';

/** What a URL has for a variable (`var-name=value`, once for each); undefined where it has nothing. */
export function valuesInUrl(search: URLSearchParams, { name, type }: Variable): readonly string[] | undefined {
  const values = search.getAll(`var-${name}`);
  if (type === 'constant' || !search.has(`var-${name}`)) return undefined;
  return values.length === 1 && values[0] === '' ? [] : values.map((value) => (value === ALL_TEXT ? ALL : value));
}

/** The parameter of a variable's values. None chosen is said as the empty text, so that it is not taken for the default. */
export const urlValues = (name: string, values: readonly string[]): Parameters => ({
  [`var-${name}`]: values.length === 0 ? '' : values,
});
