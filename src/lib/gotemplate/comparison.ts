import { printValue } from './print-value.js';
import { TemplateError } from './template-error.js';
import {
  byCodePoint,
  GoMap,
  GoObject,
  integerOf,
  isList,
  type TemplateFunctions,
  typeName,
  type Value,
} from './value.js';

type Kind = 'bool' | 'integer' | 'float' | 'string' | 'nil' | 'other';

function kindOf(value: Value): Kind {
  if (value === undefined) return 'nil';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'float';
  return integerOf(value) === undefined ? 'other' : 'integer';
}

const incompatible = (left: Value, right: Value): TemplateError =>
  new TemplateError(`incompatible types for comparison: ${typeName(left)} and ${typeName(right)}`);

function isEqual(left: Value, right: Value): boolean {
  const kind = kindOf(left);
  const other = kindOf(right);
  if (kind !== other) {
    if (kind === 'nil' || other === 'nil') return false;
    throw incompatible(left, right);
  }
  if (kind === 'integer') return integerOf(left) === integerOf(right);
  if (kind !== 'other') return left === right;
  if (left instanceof GoObject && right instanceof GoObject && left.type === right.type) return left.equals(right);
  const [first, second] = [left, right].map(typeName);
  throw new TemplateError(
    areAlike(left, right)
      ? `non-comparable type ${printValue(right)}: ${second}`
      : `non-comparable types ${printValue(left)}: ${first}, ${second}: ${printValue(right)}`,
  );
}

const areAlike = (left: Value, right: Value): boolean =>
  (isList(left) && isList(right)) || (left instanceof GoMap && right instanceof GoMap);

function isLess(left: Value, right: Value): boolean {
  const kind = kindOf(left);
  const other = kindOf(right);
  if ([kind, other].some((one) => one === 'other' || one === 'nil')) {
    throw new TemplateError('invalid type for comparison');
  }
  if (kind !== other) throw incompatible(left, right);
  if (kind === 'integer') return integerOf(left)! < integerOf(right)!;
  if (kind === 'float') return (left as number) < (right as number);
  if (kind === 'string') return byCodePoint(left as string, right as string) < 0;
  throw new TemplateError('invalid type for comparison');
}

const isLessOrEqual = (left: Value, right: Value): boolean => isLess(left, right) || isEqual(left, right);

const pair = (compare: (left: Value, right: Value) => boolean) => ({
  parameters: ['any', 'any'],
  call: ([left, right]: readonly Value[]) => compare(left, right),
});

/** `eq` takes several: whether the first is one of the others. https://pkg.go.dev/text/template#hdr-Functions */
export const COMPARISON_FUNCTIONS: TemplateFunctions = {
  eq: {
    parameters: ['any'],
    variadic: 'any',
    call: ([first, ...others]) => {
      if (others.length === 0) throw new TemplateError('missing argument for comparison');
      return others.some((other) => isEqual(first, other));
    },
  },
  ne: pair((left, right) => !isEqual(left, right)),
  lt: pair(isLess),
  le: pair(isLessOrEqual),
  gt: pair((left, right) => !isLessOrEqual(left, right)),
  ge: pair((left, right) => !isLess(left, right)),
};
