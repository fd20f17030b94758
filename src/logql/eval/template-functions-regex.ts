import { Expressions } from '../../lib/gotemplate/expressions.js';
import type { TemplateFunctions } from '../../lib/gotemplate/value.js';

/** https://grafana.com/docs/loki/latest/query/template_functions/#regular-expression-functions */
export function regexFunctions(): TemplateFunctions {
  const expressions = new Expressions();
  return {
    regexReplaceAll: {
      parameters: ['string', 'string', 'string'],
      call: ([pattern, text, replacement], room) => expressions.replace(pattern, replacement, text, room),
    },
    regexReplaceAllLiteral: {
      parameters: ['string', 'string', 'string'],
      call: ([pattern, text, replacement], room) => expressions.replaceLiteral(pattern, replacement, text, room),
    },
    count: { parameters: ['string', 'string'], call: ([pattern, text]) => expressions.count(pattern, text) },
  };
}
