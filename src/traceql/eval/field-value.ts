import type { Static } from '../../model/static.js';
import type { AttributeField, Field, Intrinsic } from '../ast.js';
import type { EvaluatedSpan } from './span.js';

const NIL: Static = { type: 'nil' };
const NO_PARENT = '0'.repeat(16);

type Reader = (span: EvaluatedSpan) => Static;

/** What a field is in a span; nil where it has none. Fields of events and links are arrays of what each of them has. */
export function fieldReader(field: Field): Reader {
  return field.kind === 'intrinsic' ? INTRINSIC_READERS[field.intrinsic] : attributeReader(field);
}

const text = (value: string): Static => ({ type: 'string', value });
const int = (value: number): Static => ({ type: 'int', value });
const duration = (value: number): Static => ({ type: 'duration', value });

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#intrinsic-fields */
const INTRINSIC_READERS: Record<Intrinsic, Reader> = {
  duration: (span) => duration(span.durationNs),
  name: (span) => text(span.name),
  status: (span) => ({ type: 'status', value: span.status }),
  statusMessage: (span) => text(span.statusMessage),
  kind: (span) => ({ type: 'kind', value: span.kind }),
  childCount: (span) => int(span.childCount),
  rootName: (span) => text(span.trace.rootName),
  rootServiceName: (span) => text(span.trace.rootServiceName),
  traceDuration: (span) => duration(span.trace.durationNs),
  nestedSetLeft: (span) => int(span.nestedSet.left),
  nestedSetRight: (span) => int(span.nestedSet.right),
  nestedSetParent: (span) => int(span.nestedSet.parent),
  'trace:id': (span) => text(span.trace.id),
  'span:id': (span) => text(span.id),
  'span:parentID': (span) => text(span.parentId === '' ? NO_PARENT : span.parentId),
  'event:name': (span) => anyOf(span.events, (event) => text(event.name)),
  'event:timeSinceStart': (span) => anyOf(span.events, (event) => duration(event.sinceStartNs)),
  'link:traceID': (span) => anyOf(span.links, (link) => text(link.traceId)),
  'link:spanID': (span) => anyOf(span.links, (link) => text(link.spanId)),
  'instrumentation:name': (span) => text(span.scope.name),
  'instrumentation:version': (span) => text(span.scope.version),
};

function attributeReader({ scope, name }: AttributeField): Reader {
  const of = ATTRIBUTE_READERS[scope];
  return (span) => of(span, name) ?? NIL;
}

const ATTRIBUTE_READERS: Record<AttributeField['scope'], (span: EvaluatedSpan, name: string) => Static | undefined> = {
  any: (span, name) => span.attributes.get(name) ?? span.resource.get(name),
  span: (span, name) => span.attributes.get(name),
  resource: (span, name) => span.resource.get(name),
  instrumentation: (span, name) => span.scope.attributes.get(name),
  event: (span, name) => anyOf(span.events, (event) => event.attributes.get(name)),
  link: (span, name) => anyOf(span.links, (link) => link.attributes.get(name)),
};

/** One value as it is, several as an array; arrays among them give their elements. */
function anyOf<T>(items: readonly T[], value: (item: T) => Static | undefined): Static {
  const found: Static[] = [];
  for (const item of items) {
    const one = value(item);
    if (one?.type === 'array') found.push(...one.values);
    else if (one !== undefined) found.push(one);
  }
  if (found.length === 0) return NIL;
  return found.length === 1 ? found[0]! : { type: 'array', element: 'string', values: found };
}
