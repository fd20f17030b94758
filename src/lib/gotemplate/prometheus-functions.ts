import { lower, upper } from '../go-letter-case.js';
import { Expressions } from './expressions.js';
import { humanizeDuration } from './humanize-duration.js';
import { numberOf } from './template-number.js';
import type { TemplateFunctions } from './value.js';

/**
 * What templates of rules and of notifications both have.
 * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#functions
 * https://prometheus.io/docs/alerting/latest/notifications/#functions
 */
export function prometheusFunctions(): TemplateFunctions {
  const expressions = new Expressions();
  return {
    toUpper: { parameters: ['string'], call: ([text]) => upper(text) },
    toLower: { parameters: ['string'], call: ([text]) => lower(text) },
    match: { parameters: ['string', 'string'], call: ([pattern, text]) => expressions.matches(pattern, text) },
    reReplaceAll: {
      parameters: ['string', 'string', 'string'],
      call: ([pattern, replacement, text], room) => expressions.replace(pattern, replacement, text, room),
    },
    humanizeDuration: { parameters: ['any'], call: ([value], room) => humanizeDuration(numberOf(value), room) },
  };
}
