import { TimeValue } from '../../lib/gotemplate/time-values.js';
import type { TemplateFunctions } from '../../lib/gotemplate/value.js';
import { Time } from '../../lib/gotime/time.js';
import type { PipelineEntry } from './stage.js';
import { ENCODING_FUNCTIONS } from './template-functions-encoding.js';
import { MATH_FUNCTIONS } from './template-functions-math.js';
import { regexFunctions } from './template-functions-regex.js';
import { TEXT_FUNCTIONS } from './template-functions-text.js';
import { TIME_FUNCTIONS } from './template-functions-time.js';

/**
 * The functions that templates of `line_format` and `label_format` have in addition to the built-in ones. `current` gives
 * the entry that is formatted. https://grafana.com/docs/loki/latest/query/template_functions/
 */
export function templateFunctions(current: () => Pick<PipelineEntry, 'line' | 'ns'>): TemplateFunctions {
  return {
    ...TEXT_FUNCTIONS,
    ...MATH_FUNCTIONS,
    ...TIME_FUNCTIONS,
    ...ENCODING_FUNCTIONS,
    ...regexFunctions(),
    __line__: { parameters: [], call: () => current().line },
    __timestamp__: { parameters: [], call: () => new TimeValue(new Time(current().ns)) },
  };
}
