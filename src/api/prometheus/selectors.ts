import { labelPredicate } from '../../lib/label-predicate.js';
import { QuartetError } from '../../model/errors.js';
import { parseSelector } from '../../promql/parser-selectors.js';
import type { LabelMatcher, TimeRangeMs } from '../../storage/interface.js';
import type { QueryParameters } from '../form-parameters.js';
import { badData, MAX_TIME, MIN_TIME, optionalTime } from './parameters.js';

/** The selectors of `match[]`, each a list of matchers of which one at least does not match the empty text. */
export function matchParameters(parameters: QueryParameters, name = 'match[]'): (readonly LabelMatcher[])[] {
  return anyMatchParameters(parameters, name).map((matchers) => {
    if (matchers.every(({ op, value }) => labelPredicate(op, value)('')))
      throw badData('match[] must contain at least one non-empty matcher');
    return matchers;
  });
}

/** The selectors of `match[]`, also those that every series matches. */
export const anyMatchParameters = (parameters: QueryParameters, name = 'match[]'): (readonly LabelMatcher[])[] =>
  (parameters.get(name) ?? []).map(parseSelector);

/** Runs `parse` and says of its errors which parameter they are about. */
export function aboutParameter<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof QuartetError) || error.code !== 'invalid_argument') throw error;
    throw new QuartetError(error.code, `invalid parameter ${JSON.stringify(name)}: ${error.message}`);
  }
}

/**
 * `start` and `end` of calls about series; without them all of time. An end before the start is taken: it selects the
 * series that have samples both before the one and after the other.
 */
export function rangeParameters(parameters: QueryParameters): TimeRangeMs {
  const start = optionalTime(parameters, 'start', MIN_TIME);
  const end = optionalTime(parameters, 'end', MAX_TIME);
  return { start, end };
}
