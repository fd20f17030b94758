import type { Static } from '../../model/static.js';
import type {
  BinaryExpression,
  ComparisonOperator,
  Field,
  FieldExpression,
  RegexOperator,
  ScalarExpression,
  SpansetPipeline,
} from '../ast.js';
import { anchoredMatcher } from './anchored-matcher.js';
import { compares, comparesOfType } from './compare-statics.js';
import { TURNED } from './expression.js';
import { fieldReader } from './field-value.js';
import type { EvaluatedSpan } from './span.js';

/** A field that a query looks at, and what it is compared with; all of its values are wanted where that is undefined. */
export interface TouchedField {
  readonly field: Field;
  readonly condition?: { readonly op: ComparisonOperator | RegexOperator; readonly value: Static };
}

/** Every field that a query names, in the order in which it does. */
export function touchedFields(pipeline: SpansetPipeline): TouchedField[] {
  const touched: TouchedField[] = [];
  collectPipeline(pipeline, touched);
  return touched;
}

function collectPipeline({ stages }: SpansetPipeline, into: TouchedField[]): void {
  for (const stage of stages) {
    switch (stage.kind) {
      case 'pipeline':
        collectPipeline(stage, into);
        break;
      case 'operation':
        collectPipeline({ kind: 'pipeline', stages: [stage.left, stage.right] }, into);
        break;
      case 'filter':
      case 'group-by':
        collectExpression(stage.expression, into);
        break;
      case 'scalar-filter':
        collectScalar(stage.left, into);
        collectScalar(stage.right, into);
        break;
      case 'select':
        for (const field of stage.fields) into.push({ field });
        break;
      case 'coalesce':
        break;
    }
  }
}

function collectScalar(scalar: ScalarExpression, into: TouchedField[]): void {
  if (scalar.kind === 'scalar-operation') {
    collectScalar(scalar.left, into);
    collectScalar(scalar.right, into);
  } else if (scalar.kind === 'aggregate' && scalar.expression !== undefined) collectExpression(scalar.expression, into);
}

function collectExpression(expression: FieldExpression, into: TouchedField[]): void {
  switch (expression.kind) {
    case 'static':
      break;
    case 'intrinsic':
    case 'attribute':
      into.push({ field: expression });
      break;
    case 'unary':
      collectExpression(expression.expression, into);
      break;
    case 'binary': {
      const compared = comparedField(expression);
      if (compared !== undefined) into.push(compared);
      else {
        collectExpression(expression.left, into);
        collectExpression(expression.right, into);
      }
    }
  }
}

const isField = (node: FieldExpression): node is Field => node.kind === 'intrinsic' || node.kind === 'attribute';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', '=~', '!~']);

/** A comparison of a field with a value, whichever stands on the left. */
export function comparedField({ op, left, right }: BinaryExpression): Required<TouchedField> | undefined {
  if (!COMPARISONS.has(op)) return undefined;
  const compared = op as ComparisonOperator | RegexOperator;
  if (isField(left) && right.kind === 'static') return { field: left, condition: { op: compared, value: right.value } };
  if (isField(right) && left.kind === 'static' && compared !== '=~' && compared !== '!~') {
    return { field: right, condition: { op: TURNED[compared], value: left.value } };
  }
  return undefined;
}

/** What shows of a span in a search's answer. */
export interface ShownSpan {
  /** The span's name, where the query asks for it. */
  readonly name?: string;
  readonly attributes: readonly { readonly key: string; readonly value: Static }[];
}

/** Intrinsics that an answer shows in places of their own, or not at all. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'duration',
  'name',
  'rootName',
  'rootServiceName',
  'traceDuration',
  'trace:id',
  'span:id',
]);

/**
 * Shows of a span the fields that the query touched, without their scopes: of a field that is only compared, the values
 * (elements of an array) for which one of its comparisons holds.
 */
export function compileShown(touched: readonly TouchedField[]): (span: EvaluatedSpan) => ShownSpan {
  const fields = new Map<
    string,
    { field: Field; wanted: ((value: Static) => boolean)[]; all: boolean; nil: boolean }
  >();
  for (const { field, condition } of touched) {
    const key = field.kind === 'intrinsic' ? field.intrinsic : `${field.scope}.${field.name}`;
    const one = fields.get(key) ?? { field, wanted: [], all: false, nil: false };
    fields.set(key, one);
    if (condition === undefined) one.all = true;
    else if (condition.value.type !== 'nil') one.wanted.push(compileWanted(field, condition));
    else if (condition.op === '=') one.nil = true;
    else one.all = true;
  }
  const readers = [...fields.values()].map((one) => ({
    ...one,
    read: fieldReader(one.field),
    key: shownKey(one.field),
  }));
  return (span) => {
    const attributes = new Map<string, Static>();
    let name: string | undefined;
    for (const { field, read, key, wanted, all, nil } of readers) {
      const value = read(span);
      const shown = all ? value : selected(value, wanted);
      if (shown.type === 'nil') {
        if (nil && value.type === 'nil') attributes.set(key, { type: 'string', value: 'nil' });
      } else if (field.kind === 'intrinsic' && NOT_SHOWN.has(field.intrinsic)) {
        if (field.intrinsic === 'name') name = span.name;
      } else attributes.set(key, shown);
    }
    return {
      ...(name !== undefined && { name }),
      attributes: [...attributes].map(([key, value]) => ({ key, value })),
    };
  };
}

const shownKey = (field: Field): string =>
  field.kind === 'attribute' ? field.name : field.intrinsic === 'childCount' ? 'span:childCount' : field.intrinsic;

const NIL: Static = { type: 'nil' };

function selected(value: Static, wanted: readonly ((value: Static) => boolean)[]): Static {
  if (value.type !== 'array') return wanted.some((holds) => holds(value)) ? value : NIL;
  const values = value.values.filter((element) => wanted.some((holds) => holds(element)));
  if (values.length === 0) return NIL;
  return values.length === 1 ? values[0]! : { ...value, values };
}

function compileWanted(field: Field, { op, value }: Required<TouchedField>['condition']): (value: Static) => boolean {
  if (op === '=~' || op === '!~') {
    const matches = anchoredMatcher(value.type === 'string' ? value.value : '');
    return (one) => one.type === 'string' && matches(one.value) === (op === '=~');
  }
  const holds = field.kind === 'attribute' ? comparesOfType : compares;
  return (one) => holds(op, one, value);
}
