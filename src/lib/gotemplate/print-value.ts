import { generalDigits } from './float-digits.js';
import { GoFunction, GoInteger, GoMap, isList, type Value } from './value.js';

/** Lists and maps in each other beyond which `...` is printed. */
const MAX_DEPTH = 100;

/** A float as Go prints it: `1.5`, `1e+06`, `+Inf`. */
export function printFloat(value: number): string {
  const size = Math.abs(value);
  if (size < 1e6 && size >= 1e-4) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (Number.isFinite(value)) return generalDigits(value, undefined);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** A value as Go's `%v` shows it: `[a b]`, `map[a:1 b:x]`, `<nil>`. https://pkg.go.dev/fmt#hdr-Printing */
export function printValue(value: Value, depth = 0): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return printFloat(value);
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'undefined':
      return '<nil>';
  }
  if (depth > MAX_DEPTH) return '...';
  if (isList(value)) return `[${value.map((one) => printValue(one, depth + 1)).join(' ')}]`;
  if (value instanceof GoMap) {
    return `map[${value
      .sorted()
      .map(([key, one]) => `${key}:${printValue(one, depth + 1)}`)
      .join(' ')}]`;
  }
  if (value instanceof GoFunction) return 'func()';
  return value instanceof GoInteger ? String(value.value) : value.toString();
}

/** Go's `Sprint`: a space between two operands neither of which is a text. */
export function print(values: readonly Value[]): string {
  let text = '';
  for (const [i, value] of values.entries()) {
    if (i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string') text += ' ';
    text += printValue(value);
  }
  return text;
}
