import { compileMatchers, type LabelTest } from '../../alerting/matchers/matcher.js';
import { parseMatchers } from '../../alerting/matchers/parse-matchers.js';
import { compileRegex } from '../../lib/bounded-regex.js';
import { QuartetError } from '../../model/errors.js';
import { first, type QueryParameters } from '../form-parameters.js';

const TRUE = new Set(['true', '1', 'yes', 'ok', 'y', 'on', 'selected', 'checked', 't', 'enabled']);
const MAX_FILTERS = 100;

/** Whether something is to be shown: yes where nothing is said; a word that does not mean yes means no. */
export function shows(parameters: QueryParameters, name: string): boolean {
  const text = first(parameters, name) ?? '';
  return text === '' || TRUE.has(text.toLowerCase());
}

/** `filter`, which may come many times: labels must meet all matchers of all of them. */
export function filterOf(parameters: QueryParameters): LabelTest {
  const filters = (parameters.get('filter') ?? []).filter((text) => text !== '');
  if (filters.length > MAX_FILTERS) {
    throw new QuartetError('invalid_argument', `${filters.length} filters; at most ${MAX_FILTERS}`);
  }
  try {
    return compileMatchers(filters.flatMap(parseMatchers));
  } catch (error) {
    throw new QuartetError('invalid_argument', `bad matcher format: ${(error as Error).message}`);
  }
}

/** `receiver`: an RE2 expression for the whole name. */
export function receiverFilter(parameters: QueryParameters): (name: string) => boolean {
  const pattern = first(parameters, 'receiver') ?? '';
  if (pattern === '') return () => true;
  try {
    const compiled = compileRegex(pattern);
    return (name) => compiled.matches(name);
  } catch (error) {
    throw new QuartetError('invalid_argument', `failed to parse receiver param: ${(error as Error).message}`);
  }
}
