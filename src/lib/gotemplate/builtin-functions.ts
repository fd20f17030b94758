import { COMPARISON_FUNCTIONS } from './comparison.js';
import { ESCAPE_FUNCTIONS } from './escape.js';
import { INDEX_FUNCTIONS } from './index-functions.js';
import { print, printValue } from './print-value.js';
import { printf } from './printf.js';
import { isTrue, type TemplateFunction, type TemplateFunctions } from './value.js';

/** The evaluator knows how to call them; here they stand for their names. */
const SPECIAL: TemplateFunction = { parameters: [], variadic: 'any', call: () => undefined };

/** The functions that every template has. https://pkg.go.dev/text/template#hdr-Functions */
export const BUILTIN_FUNCTIONS: TemplateFunctions = {
  and: SPECIAL,
  or: SPECIAL,
  call: SPECIAL,
  not: { parameters: ['any'], call: ([value]) => !isTrue(value) },
  print: { parameters: [], variadic: 'any', call: (values) => print(values) },
  println: { parameters: [], variadic: 'any', call: (values) => `${values.map((one) => printValue(one)).join(' ')}\n` },
  printf: {
    parameters: ['string'],
    variadic: 'any',
    call: ([format, ...values], room) => printf(format, values, room),
  },
  ...COMPARISON_FUNCTIONS,
  ...ESCAPE_FUNCTIONS,
  ...INDEX_FUNCTIONS,
};
