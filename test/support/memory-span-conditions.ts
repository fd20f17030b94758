import { labelPredicate } from '../../src/lib/label-predicate.js';
import { RESOURCE_LABELS } from '../../src/model/spans.js';
import { KIND_NAMES, STATUS_NAMES, type Static } from '../../src/model/static.js';
import type { StoredAttributes, StoredSpan } from '../../src/model/stored-span.js';
import { staticOf } from '../../src/model/tagged-static.js';
import type { SpanCondition, SpanField } from '../../src/storage/span-interface.js';

type Compare = Extract<SpanCondition, { kind: 'compare' }>;
type Intrinsic = Extract<SpanField, { kind: 'intrinsic' }>['name'];
type Scope = Extract<SpanField, { kind: 'attribute' }>['scope'];

/** What `SpanCondition` says of a span, written down as its comment in the interface has it. */
export function meets(span: StoredSpan, condition: SpanCondition): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.conditions.every((one) => meets(span, one));
    case 'any':
      return condition.conditions.some((one) => meets(span, one));
    case 'present':
      return fieldValues(span, condition.field).length > 0;
    case 'absent':
      return fieldValues(span, condition.field).length === 0;
    case 'compare':
      return fieldValues(span, condition.field)
        .flatMap(elements)
        .some((value) => isMet(condition, value));
  }
}

const elements = (value: Static): readonly Static[] => (value.type === 'array' ? value.values : [value]);

function isMet({ field, op, value: bound }: Compare, value: Static): boolean {
  if (op === '=~' || op === '!~') {
    if (value.type !== 'string' || bound.type !== 'string') return false;
    return labelPredicate('=~', bound.value)(value.value) === (op === '=~');
  }
  const isTraceId = field.kind === 'intrinsic' && field.name === 'trace:id' && bound.type === 'string';
  const other = isTraceId && bound.value !== '' ? { ...bound, value: bound.value.padStart(32, '0') } : bound;
  const order = orderOf(value, other, field.kind === 'intrinsic');
  return order !== undefined && OPERATORS[op](order);
}

const OPERATORS: Record<Exclude<Compare['op'], '=~' | '!~'>, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function orderOf(a: Static, b: Static, mixesNumbers: boolean): number | undefined {
  const numbers = ['int', 'float', 'duration'];
  const areNumbers = mixesNumbers && numbers.includes(a.type) && numbers.includes(b.type);
  if (!('value' in a) || !('value' in b) || (a.type !== b.type && !areNumbers)) return undefined;
  if (a.type === 'string') return Buffer.compare(Buffer.from(a.value), Buffer.from(String(b.value)));
  if (typeof a.value === 'boolean' || a.type === 'status' || a.type === 'kind') return a.value === b.value ? 0 : 1;
  const [left, right] = [a.value, b.value as number | bigint];
  if (left < right) return -1;
  // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are to be equal
  return left > right ? 1 : left == right ? 0 : undefined;
}

/** The values of a field: none, one, or one for each event or link that has it. */
export function fieldValues(span: StoredSpan, field: SpanField): readonly Static[] {
  if (field.kind === 'intrinsic') return INTRINSICS[field.name](span);
  return ATTRIBUTES[field.scope](span, field.name);
}

const text = (value: string): Static => ({ type: 'string', value });
const duration = (value: bigint): Static => ({ type: 'duration', value: Number(value) });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const INTRINSICS: Record<Intrinsic, (span: StoredSpan) => readonly Static[]> = {
  name: ({ name }) => [text(name)],
  status: ({ status }) => [{ type: 'status', value: STATUS_NAMES[status] ?? 'unset' }],
  statusMessage: ({ statusMessage }) => [text(statusMessage)],
  kind: ({ kind }) => [{ type: 'kind', value: KIND_NAMES[kind] ?? 'unspecified' }],
  duration: ({ durationNs }) => [duration(durationNs)],
  'trace:id': ({ traceId }) => [text(hex(traceId))],
  'span:id': ({ spanId }) => [text(hex(spanId))],
  'span:parentID': ({ parentId }) => [text(hex(parentId))],
  'event:name': ({ events }) => events.map(({ name }) => text(name)),
  'event:timeSinceStart': ({ events, startNs }) => events.map(({ ns }) => duration(ns - startNs)),
  'link:traceID': ({ links }) => links.map(({ traceId }) => text(hex(traceId))),
  'link:spanID': ({ links }) => links.map(({ spanId }) => text(hex(spanId))),
  'instrumentation:name': ({ resource }) => [text(pair(resource, RESOURCE_LABELS.scopeName) ?? '')],
  'instrumentation:version': ({ resource }) => [text(pair(resource, RESOURCE_LABELS.scopeVersion) ?? '')],
};

const ATTRIBUTES: Record<Scope, (span: StoredSpan, name: string) => readonly Static[]> = {
  any: (span, name) => {
    const own = ATTRIBUTES.span(span, name);
    return own.length > 0 ? own : ATTRIBUTES.resource(span, name);
  },
  span: ({ attributes }, name) => values([attributes], name),
  resource: ({ resource }, name) => values([resource], RESOURCE_LABELS.resourcePrefix + name),
  instrumentation: ({ resource }, name) => values([resource], RESOURCE_LABELS.scopePrefix + name),
  event: ({ events }, name) =>
    values(
      events.map(({ attributes }) => attributes),
      name,
    ),
  link: ({ links }, name) =>
    values(
      links.map(({ attributes }) => attributes),
      name,
    ),
};

function values(sets: readonly StoredAttributes[], name: string): Static[] {
  return sets.flatMap((attributes) => {
    const tagged = pair(attributes, name);
    const value = tagged === undefined ? undefined : staticOf(tagged);
    return value === undefined ? [] : [value];
  });
}

/** The first value under a key. */
function pair(pairs: readonly string[], key: string): string | undefined {
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === key) return pairs[i + 1];
  return undefined;
}
