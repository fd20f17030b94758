import { goDurationText } from '../lib/go-duration.js';
import { quoteGo } from '../lib/go-quote.js';
import type { Static } from '../model/static.js';

const MIN_INT64 = -(2n ** 63n);

/** A value as it can stand in a query. Texts are in backticks, as Tempo has them in its messages. */
export function printStatic(value: Static): string {
  switch (value.type) {
    case 'nil':
      return 'nil';
    case 'string':
      return value.value.includes('`') ? quoteGo(value.value) : `\`${value.value}\``;
    case 'int':
      return value.value === MIN_INT64 ? 'minInt' : String(value.value);
    case 'float':
      return printFloat(value.value);
    case 'duration':
      return goDurationText(value.value);
    case 'array':
      return `[${value.values.map(printStatic).join(', ')}]`;
    default:
      return String(value.value);
  }
}

/** A whole number keeps a fraction, by which it is read as a float again; a zero its sign, which `toFixed` drops. */
function printFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(1) : String(value);
}
