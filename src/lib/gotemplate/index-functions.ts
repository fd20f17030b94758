import { goBytes, goLength, goSlice } from '../go-bytes.js';
import { TemplateError } from './template-error.js';
import { GoInteger, GoMap, integerOf, isList, type TemplateFunctions, typeName, type Value } from './value.js';

function length(item: Value): bigint {
  if (typeof item === 'string') return BigInt(goLength(item));
  if (isList(item)) return BigInt(item.length);
  if (item instanceof GoMap) return BigInt(item.size);
  if (item === undefined) throw new TemplateError('reflect: call of reflect.Value.Type on zero Value');
  throw new TemplateError(`len of type ${typeName(item)}`);
}

/** A position from 0 to `limit`. */
function position(index: Value, limit: number): number {
  if (index === undefined) throw new TemplateError('cannot index slice/array with nil');
  const integer = integerOf(index);
  if (integer === undefined) throw new TemplateError(`cannot index slice/array with type ${typeName(index)}`);
  if (integer < 0n || integer > BigInt(limit)) throw new TemplateError(`index out of range: ${integer}`);
  return Number(integer);
}

/** A position before the end; right at the end Go's reflection is who notices. */
function place(index: Value, length: number, kind: 'slice' | 'string'): number {
  const at = position(index, length);
  if (at === length) throw new TemplateError(`reflect: ${kind} index out of range`);
  return at;
}

/** `index x 1 "a"` is `x[1]["a"]`. */
function index([item, ...indexes]: readonly Value[]): Value {
  if (item === undefined) throw new TemplateError('index of untyped nil');
  let value: Value = item;
  for (const key of indexes) value = element(value, key);
  return value;
}

function element(item: Value, key: Value): Value {
  if (isList(item)) return item[place(key, item.length, 'slice')];
  if (typeof item === 'string') {
    const bytes = goBytes(item);
    return new GoInteger('uint8', BigInt(bytes[place(key, bytes.length, 'string')]!));
  }
  if (item instanceof GoMap) {
    if (key === undefined) throw new TemplateError('value is nil; should be of type string');
    if (typeof key !== 'string') throw new TemplateError(`value has type ${typeName(key)}; should be string`);
    return item.get(key) ?? (item.element === 'string' ? '' : undefined);
  }
  if (item === undefined) throw new TemplateError('index of nil pointer');
  throw new TemplateError(`can't index item of type ${typeName(item)}`);
}

/** `slice x 1 2` is `x[1:2]`. */
function slice([item, ...indexes]: readonly Value[]): Value {
  if (item === undefined) throw new TemplateError('slice of untyped nil');
  if (indexes.length > 3) throw new TemplateError(`too many slice indexes: ${indexes.length}`);
  const isText = typeof item === 'string';
  if (!isText && !isList(item)) throw new TemplateError(`can't slice item of type ${typeName(item)}`);
  if (isText && indexes.length === 3) throw new TemplateError('cannot slice string with 3 indexes');
  const size = isText ? goLength(item) : item.length;
  const positions = indexes.map((one) => position(one, size));
  const [start = 0, end = size, limit = size] = positions;
  if (start > end) throw new TemplateError(`invalid slice index: ${start} > ${end}`);
  if (end > limit) throw new TemplateError(`invalid slice index: ${end} > ${limit}`);
  return isText ? goSlice(item, start, end) : item.slice(start, end);
}

/** https://pkg.go.dev/text/template#hdr-Functions */
export const INDEX_FUNCTIONS: TemplateFunctions = {
  len: { parameters: ['any'], call: ([item]) => length(item) },
  index: { parameters: ['any'], variadic: 'any', call: index },
  slice: { parameters: ['any'], variadic: 'any', call: slice },
};
