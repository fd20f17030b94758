import type { SpanField } from '../../span-interface.js';
import { typedLiteral } from '../../sql/typed-literal.js';
import type { IntrinsicType } from './comparisons.js';
import { mapValue } from './tagged-values.js';

type IntrinsicName = Extract<SpanField, { kind: 'intrinsic' }>['name'];

/** A field that stands in columns of its own. `each`: the SQL is an array, of what each event or link has. */
export interface IntrinsicColumn {
  readonly type: IntrinsicType;
  readonly sql: string;
  readonly each?: boolean;
}

const LINKS = "JSONExtractArrayRaw(details, 'links')";

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#intrinsic-fields; those of the scope stand with the resource. */
export const INTRINSIC_COLUMNS: Record<
  Exclude<IntrinsicName, 'instrumentation:name' | 'instrumentation:version'>,
  IntrinsicColumn
> = {
  name: { type: 'string', sql: 'name' },
  status: { type: 'status', sql: 'if(status > 2, 0, status)' },
  statusMessage: { type: 'string', sql: 'status_message' },
  kind: { type: 'kind', sql: 'if(kind > 5, 0, kind)' },
  duration: { type: 'duration', sql: 'duration' },
  'trace:id': { type: 'string', sql: 'lower(hex(trace_id))' },
  'span:id': { type: 'string', sql: 'lower(hex(span_id))' },
  // Of a root all digits are 0.
  'span:parentID': { type: 'string', sql: 'lower(hex(parent_id))' },
  'event:name': { type: 'string', sql: 'event_name', each: true },
  'event:timeSinceStart': {
    type: 'duration',
    sql: 'arrayMap(t -> toInt64(t) - toUnixTimestamp64Nano(ts), event_ts)',
    each: true,
  },
  'link:traceID': { type: 'string', sql: `arrayMap(l -> JSONExtractString(l, 'traceId'), ${LINKS})`, each: true },
  'link:spanID': { type: 'string', sql: `arrayMap(l -> JSONExtractString(l, 'spanId'), ${LINKS})`, each: true },
};

/** SQL of type Array(String): tagged texts of an event attribute, one for each event that has it. */
export const eventTexts = (name: string): string =>
  `arrayFlatten(arrayMap(m -> ${mapValue('m', name)}, event_attributes))`;

/** The same of links, whose attributes are keys and values in turn (`storage/span-details.ts`). */
export function linkTexts(name: string): string {
  const key = typedLiteral('String', name);
  const pairs = "JSONExtract(l, 'attributes', 'Array(String)')";
  const at = `arrayFirstIndex((k, i) -> i % 2 = 1 AND k = ${key}, ${pairs}, arrayEnumerate(${pairs}))`;
  return `arrayFlatten(arrayMap(l -> arrayMap(i -> ${pairs}[i + 1], arrayFilter(i -> i > 0, [${at}])), ${LINKS}))`;
}
