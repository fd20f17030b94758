import type { SpanColumns, SpanCondition, SpanField } from '../storage/span-interface.js';
import type {
  BinaryExpression,
  Field,
  FieldExpression,
  PipelineStage,
  SpansetExpression,
  SpansetPipeline,
} from './ast.js';
import { anchoredMatcher } from './eval/anchored-matcher.js';
import { comparedField } from './eval/compared-field.js';
import type { TouchedField } from './eval/touched-fields.js';

/** What the store can judge of an expression over one span. */
export interface PlannedCondition {
  /** Lets through at least every span for which the expression holds. */
  readonly condition: SpanCondition;
  /** It lets through no others. */
  readonly exact: boolean;
}

const ALWAYS: SpanCondition = { kind: 'all', conditions: [] };
const NEVER: SpanCondition = { kind: 'any', conditions: [] };
const UNKNOWN: PlannedCondition = { condition: ALWAYS, exact: false };

export function planCondition(expression: FieldExpression): PlannedCondition {
  switch (expression.kind) {
    case 'static': {
      const { value } = expression;
      if (value.type !== 'bool') return UNKNOWN;
      return { condition: value.value ? ALWAYS : NEVER, exact: true };
    }
    case 'attribute':
      return {
        condition: { kind: 'compare', field: expression, op: '=', value: { type: 'bool', value: true } },
        exact: true,
      };
    case 'binary':
      return planBinary(expression);
    default:
      return UNKNOWN;
  }
}

function planBinary(expression: BinaryExpression): PlannedCondition {
  if (expression.op === '&&' || expression.op === '||') {
    const sides = [planCondition(expression.left), planCondition(expression.right)];
    return {
      condition: (expression.op === '&&' ? allOf : anyOf)(sides.map(({ condition }) => condition)),
      // One event (or link) has to meet all that is asked of events, which the store judges one by one.
      exact:
        sides.every(({ exact }) => exact) &&
        !(expression.op === '&&' && sides.every(({ condition }) => asksItems(condition))),
    };
  }
  const compared = comparedField(expression);
  const field = compared && storedField(compared.field);
  if (compared === undefined || field === undefined) return UNKNOWN;
  const { op, value } = compared.condition;
  if (value.type !== 'nil') return { condition: { kind: 'compare', field, op, value }, exact: true };
  if (op !== '=') return { condition: { kind: 'present', field }, exact: true };
  // One event without the attribute is enough, whatever the others have.
  if (isOfItems(field)) return UNKNOWN;
  // The store does not tell a value that queries do not see from none.
  return { condition: { kind: 'absent', field }, exact: false };
}

/** Whether a field is of a span's events or links, of which there may be several. */
export const isOfItems = (field: SpanField): boolean =>
  field.kind === 'attribute'
    ? field.scope === 'event' || field.scope === 'link'
    : field.name.startsWith('event:') || field.name.startsWith('link:');

const asksItems = (condition: SpanCondition): boolean =>
  'conditions' in condition ? condition.conditions.some(asksItems) : isOfItems(condition.field);

const isAlways = (condition: SpanCondition): boolean => condition.kind === 'all' && condition.conditions.length === 0;

function allOf(conditions: readonly SpanCondition[]): SpanCondition {
  const said = conditions.flatMap((condition) => (condition.kind === 'all' ? condition.conditions : [condition]));
  return said.length === 1 ? said[0]! : { kind: 'all', conditions: said };
}

function anyOf(conditions: readonly SpanCondition[]): SpanCondition {
  if (conditions.some(isAlways)) return ALWAYS;
  const said = conditions.flatMap((condition) => (condition.kind === 'any' ? condition.conditions : [condition]));
  return said.length === 1 ? said[0]! : { kind: 'any', conditions: said };
}

/** The field as the store knows it; `undefined` for what only a whole trace tells. */
export function storedField(field: Field): SpanField | undefined {
  if (field.kind === 'attribute') return { kind: 'attribute', scope: field.scope, name: field.name };
  const { intrinsic } = field;
  return OF_TRACES.has(intrinsic)
    ? undefined
    : { kind: 'intrinsic', name: intrinsic as Extract<SpanField, { kind: 'intrinsic' }>['name'] };
}

/** Whether a field can only be told where all spans of the trace are at hand. */
export const isOfTrace = (field: Field): boolean => field.kind === 'intrinsic' && OF_TRACES.has(field.intrinsic);

const OF_TRACES: ReadonlySet<string> = new Set([
  'childCount',
  'rootName',
  'rootServiceName',
  'traceDuration',
  'nestedSetLeft',
  'nestedSetRight',
  'nestedSetParent',
]);

/** Conditions for each of which a trace must have a span, or the pipeline makes nothing of it. */
export function requiredConditions({ stages }: SpansetPipeline): SpanCondition[] {
  return stages.flatMap(ofStage).filter((condition) => !isAlways(condition));
}

const ofStage = (stage: PipelineStage): SpanCondition[] =>
  stage.kind === 'filter' || stage.kind === 'operation' || stage.kind === 'pipeline' ? ofSpansets(stage) : [];

function ofSpansets(expression: SpansetExpression): SpanCondition[] {
  if (expression.kind === 'pipeline') return requiredConditions(expression);
  if (expression.kind === 'filter') {
    return [planCondition(expression.expression).condition, ...ofRoot(expression.expression)];
  }
  const { op } = expression;
  const right = ofSpansets(expression.right);
  if (op.startsWith('!')) return right;
  const left = ofSpansets(expression.left);
  if (op !== '||') return [...left, ...right];
  // Either side may be what is found: one span of its own each would need.
  return left.length === 0 || right.length === 0 ? [] : [anyOf([left[0]!, right[0]!])];
}

/** What conditions on the root ask of it as a span. */
function ofRoot(expression: FieldExpression): SpanCondition[] {
  if (expression.kind !== 'binary') return [];
  if (expression.op === '&&') return [...ofRoot(expression.left), ...ofRoot(expression.right)];
  const compared = comparedField(expression);
  if (compared?.field.kind !== 'intrinsic') return [];
  const field = ROOT_FIELDS.get(compared.field.intrinsic);
  const { op, value } = compared.condition;
  // A trace without a root has empty names.
  if (field === undefined || value.type !== 'string') return [];
  if (op === '=' ? value.value === '' : op !== '=~' || anchoredMatcher(value.value)('')) return [];
  return [{ kind: 'compare', field, op, value }];
}

const ROOT_FIELDS: ReadonlyMap<string, SpanField> = new Map<string, SpanField>([
  ['rootName', { kind: 'intrinsic', name: 'name' }],
  ['rootServiceName', { kind: 'attribute', scope: 'resource', name: 'service.name' }],
]);

/** What has to be read of spans for the fields that a query touches. */
export function neededColumns(touched: readonly TouchedField[]): SpanColumns {
  const attributes = new Set<string>();
  let events = false;
  let links = false;
  for (const { field } of touched) {
    if (field.kind === 'attribute') {
      if (field.scope === 'span' || field.scope === 'any') attributes.add(field.name);
      events ||= field.scope === 'event';
      links ||= field.scope === 'link';
    } else {
      events ||= field.intrinsic.startsWith('event:');
      links ||= field.intrinsic.startsWith('link:');
    }
  }
  return { attributes, events, links };
}
