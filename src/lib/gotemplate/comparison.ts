import { printValue } from './print-value.js';
import { TemplateError } from './template-error.js';
import { byCodePoint, GoObject, integerOf, type TemplateFunctions, typeName, type Value } from './value.js';

type Kind = 'bool' | 'integer' | 'float' | 'string' | 'nil' | 'other';

function kindOf(value: Value): Kind {
  if (value === undefined) return 'nil';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'float';
  return integerOf(value) === undefined ? 'other' : 'integer';
}

const INCOMPATIBLE = 'incompatible types for comparison';

function isEqual(left: Value, right: Value): boolean {
  const kind = kindOf(left);
  const other = kindOf(right);
  if (kind !== other) {
    if (kind === 'nil' || other === 'nil') return false;
    throw new TemplateError(INCOMPATIBLE);
  }
  if (kind === 'integer') return integerOf(left) === integerOf(right);
  if (kind !== 'other') return left === right;
  if (left instanceof GoObject && right instanceof GoObject && left.type === right.type) return left.equals(right);
  const shown = [left, right].map((one) => `${typeName(one)}`);
  throw new TemplateError(`non-comparable types ${printValue(left)}: ${shown[0]}, ${shown[1]}: ${printValue(right)}`);
}

function isLess(left: Value, right: Value): boolean {
  const kind = kindOf(left);
  const other = kindOf(right);
  if ([kind, other].some((one) => one === 'other' || one === 'nil')) {
    throw new TemplateError('invalid type for comparison');
  }
  if (kind !== other) throw new TemplateError(INCOMPATIBLE);
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
