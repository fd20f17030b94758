import { labelPredicate } from '../../lib/label-predicate.js';
import { QuartetError } from '../../model/errors.js';
import { parseSelector } from '../../promql/selector-parser.js';
import type { LabelMatcher, TimeRangeMs } from '../../storage/interface.js';
import type { QueryParameters } from '../form-parameters.js';
import { badData, MAX_TIME, MIN_TIME, optionalTime } from './parameters.js';

/** The selectors of `match[]`, each a list of matchers of which one at least does not match the empty text. */
export function matchParameters(parameters: QueryParameters, name = 'match[]'): (readonly LabelMatcher[])[] {
  return (parameters.get(name) ?? []).map((text) => {
    const matchers = parseSelector(text);
    if (matchers.every(({ op, value }) => labelPredicate(op, value)('')))
      throw badData('match[] must contain at least one non-empty matcher');
    return matchers;
  });
}

/** Runs `parse` and says of its errors which parameter they are about. */
export function aboutParameter<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof QuartetError) || error.code !== 'invalid_argument') throw error;
    throw new QuartetError(error.code, `invalid parameter ${JSON.stringify(name)}: ${error.message}`);
  }
}

/** `start` and `end` of calls about series; without them all of time. The other way round they mean the same. */
export function rangeParameters(parameters: QueryParameters): TimeRangeMs {
  const start = optionalTime(parameters, 'start', MIN_TIME);
  const end = optionalTime(parameters, 'end', MAX_TIME);
  return { start: Math.min(start, end), end: Math.max(start, end) };
}
