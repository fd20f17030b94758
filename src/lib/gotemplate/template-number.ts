import { readGoFloat } from '../go-number.js';
import { TemplateError } from './template-error.js';
import { integerOf, typeName, type Value } from './value.js';

/** What the functions that take numbers make of a value: a number, a text that is one, seconds of a duration. */
export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    const read = readGoFloat(value);
    if ('problem' in read) throw new TemplateError(read.problem);
    return read.value;
  }
  const integer = integerOf(value);
  if (integer === undefined) throw new TemplateError(`can't convert ${typeName(value)} to float`);
  return typeName(value) === 'time.Duration' ? Number(integer) / 1e9 : Number(integer);
}
