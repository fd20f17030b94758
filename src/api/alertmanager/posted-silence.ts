import type { Matcher } from '../../alerting/matchers/matcher.js';
import type { SilenceRequest } from '../../alerting/silences/silence.js';
import { InvalidRequest } from '../../wire/alertmanager/errors.js';
import {
  type Fields,
  listAt,
  objectAt,
  optionalBoolean,
  optionalText,
  requiredBoolean,
  requiredText,
  requiredTime,
} from './fields.js';

const OPERATORS = { true: { true: '=~', false: '=' }, false: { true: '!~', false: '!=' } } as const;

/** The silence of a body. Throws `InvalidRequest`. https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (postableSilence) */
export function readPostedSilence(body: unknown): SilenceRequest {
  if (body === undefined || body === null) throw new InvalidRequest('required', 'silence in body is required');
  const fields = objectAt(body, '');
  const comment = requiredText(fields, 'comment');
  const createdBy = requiredText(fields, 'createdBy');
  const endsAtMs = requiredTime(fields, 'endsAt');
  const matchers = listAt(fields, 'matchers').map((one, i) => matcher(objectAt(one, `matchers.${i}`)));
  if (matchers.length === 0) throw new InvalidRequest('minItems', 'matchers in body should have at least 1 items');
  const startsAtMs = requiredTime(fields, 'startsAt');
  const id = optionalText(fields, 'id') ?? '';
  return { ...(id !== '' && { id }), matchers, startsAtMs, endsAtMs, createdBy, comment };
}

function matcher(fields: Fields): Matcher {
  const isRegex = requiredBoolean(fields, 'isRegex');
  const isEqual = optionalBoolean(fields, 'isEqual') ?? true;
  return {
    name: requiredText(fields, 'name'),
    op: OPERATORS[`${isEqual}`][`${isRegex}`],
    value: requiredText(fields, 'value'),
  };
}
