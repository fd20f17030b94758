import { KIND_NAMES, type Static } from '../../model/static.js';
import type { SpanCondition, SpanField } from '../../storage/span-interface.js';

/** What one span of a trace must have. Empty texts and undefined ask nothing. */
export interface SpanCriteria {
  readonly service: string;
  readonly operation: string;
  /** Values as text, whatever their type is. */
  readonly tags: ReadonlyMap<string, string>;
  /** ns, both inclusive. */
  readonly minDuration: bigint | undefined;
  readonly maxDuration: bigint | undefined;
}

/** Criteria as a condition on one span: all of them hold for the same span, as in Jaeger. */
export function spanCondition({ service, operation, tags, minDuration, maxDuration }: SpanCriteria): SpanCondition {
  const conditions: SpanCondition[] = [];
  if (service !== '') conditions.push(ofService(service));
  if (operation !== '') conditions.push(compare({ kind: 'intrinsic', name: 'name' }, text(operation)));
  if (minDuration !== undefined) conditions.push(lasts('>=', minDuration));
  if (maxDuration !== undefined) conditions.push(lasts('<=', maxDuration));
  for (const [key, value] of tags) conditions.push(tagCondition(key, value));
  return { kind: 'all', conditions };
}

export const ofService = (service: string): SpanCondition =>
  compare({ kind: 'attribute', scope: 'resource', name: 'service.name' }, text(service));

const text = (value: string): Static => ({ type: 'string', value });

const compare = (field: SpanField, value: Static): SpanCondition => ({ kind: 'compare', field, op: '=', value });

const lasts = (op: '>=' | '<=', ns: bigint): SpanCondition => ({
  kind: 'compare',
  field: { kind: 'intrinsic', name: 'duration' },
  op,
  value: { type: 'duration', value: ns },
});

/** A tag of the span, of its process, or a field of one of its logs; or what OpenTelemetry has a field of its own for. */
function tagCondition(key: string, value: string): SpanCondition {
  const fields = SCOPES.map((scope): SpanField => ({ kind: 'attribute', scope, name: key }));
  const asAttribute = fields.flatMap((field) => readings(value).map((reading) => compare(field, reading)));
  const asField = FIELDS[key]?.(value) ?? [];
  return { kind: 'any', conditions: [...asField, ...asAttribute] };
}

const SCOPES = ['span', 'resource', 'event'] as const;

/** Texts of tags that stand for fields, as the answer spells them. */
const FIELDS: Readonly<Record<string, (value: string) => readonly SpanCondition[]>> = {
  error: (value) => (value === 'true' ? [status('error')] : []),
  'otel.status_code': (value) => (value === 'OK' ? [status('ok')] : value === 'ERROR' ? [status('error')] : []),
  'otel.status_description': (value) => [compare({ kind: 'intrinsic', name: 'statusMessage' }, text(value))],
  'otel.scope.name': (value) => [compare({ kind: 'intrinsic', name: 'instrumentation:name' }, text(value))],
  'otel.scope.version': (value) => [compare({ kind: 'intrinsic', name: 'instrumentation:version' }, text(value))],
  event: (value) => [compare({ kind: 'intrinsic', name: 'event:name' }, text(value))],
  'span.kind': (value) => {
    const kind = KIND_NAMES.find((name) => name === value);
    return kind === undefined ? [] : [compare({ kind: 'intrinsic', name: 'kind' }, { type: 'kind', value: kind })];
  },
};

const status = (value: 'ok' | 'error'): SpanCondition =>
  compare({ kind: 'intrinsic', name: 'status' }, { type: 'status', value });

/** The values, by type, whose text it is. */
function readings(value: string): Static[] {
  const read: Static[] = [text(value)];
  if (/^-?\d{1,18}$/.test(value)) read.push({ type: 'int', value: BigInt(value) });
  if (/^-?\d{1,300}(\.\d{1,300})?(e[+-]?\d{1,3})?$/i.test(value)) read.push({ type: 'float', value: Number(value) });
  if (value === 'true' || value === 'false') read.push({ type: 'bool', value: value === 'true' });
  return read;
}
