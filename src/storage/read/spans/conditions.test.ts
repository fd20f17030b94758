import { RE2JS } from 're2js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { fc } from '../../../../test/support/property.js';
import { storedSpan, storedSpanBatch } from '../../../../test/support/stored-span-batch.js';
import { KIND_NAMES, STATUS_NAMES, type Static } from '../../../model/static.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import { staticOf } from '../../../model/tagged-static.js';
import type { Writer } from '../../interface.js';
import type { SpanCondition, SpanField } from '../../span-interface.js';
import { StoredSpans } from './span-reader.js';

let reader: StoredSpans;
let writer: Writer;
let remove: () => Promise<void>;

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  writer = await storeWriter(opened.engine, 'quartet');
  reader = new StoredSpans(opened.engine, { database: 'quartet' });
});

afterAll(() => remove());

const T0 = 1_795_168_800_000_000_000n;
const RANGE = { start: T0, end: T0 + 1_000_000_000n };

const KEYS = ['k', 'k.é', 'x`y', "s'q", 'a..b', '', '^`z', ':`t', 'w.:`Int64`', '[]', 'null', '\\', 'service.name'];

const VALUES = [
  's',
  's42',
  'sZoë 🚀\n\0"',
  'i42',
  'i9007199254740993',
  'i-9223372036854775808',
  'd42',
  'd0.1',
  'dNaN',
  'd-Infinity',
  'd-0',
  'btrue',
  'bfalse',
  'xAAE=',
  'n',
  'a{"arrayValue":{"values":[{"stringValue":"42"},{"stringValue":"b\\"c"}]}}',
  'a{"arrayValue":{"values":[{"intValue":"42"},{"intValue":"9007199254740993"}]}}',
  'a{"arrayValue":{"values":[{"doubleValue":0.1},{"doubleValue":"Infinity"}]}}',
  'a{"arrayValue":{"values":[{"boolValue":false},{"boolValue":true}]}}',
  'a{"arrayValue":{"values":[{"intValue":"42"},{"stringValue":"42"}]}}',
  'a{"arrayValue":{"values":[]}}',
  'a{"kvlistValue":{"values":[{"key":"k","value":{"intValue":"42"}}]}}',
];

const LITERALS: readonly Static[] = [
  { type: 'string', value: '' },
  { type: 'string', value: '42' },
  { type: 'string', value: 'Zoë 🚀\n\0"' },
  { type: 'string', value: '0000000000000002' },
  { type: 'int', value: 42 },
  { type: 'int', value: 9007199254740993n },
  { type: 'int', value: -(2n ** 63n) },
  { type: 'float', value: 42 },
  { type: 'float', value: 0.1 },
  { type: 'float', value: 0 },
  { type: 'float', value: Number.NEGATIVE_INFINITY },
  { type: 'bool', value: true },
  { type: 'duration', value: 42 },
  { type: 'status', value: 'error' },
  { type: 'kind', value: 'server' },
  { type: 'nil' },
];
const PATTERNS = ['4.*', '.*', '', 'Z.*"', '(?i)zoË.*', '4|b', '[^4]+'].map(
  (value): Static => ({ type: 'string', value }),
);

const INTRINSICS: readonly Extract<SpanField, { kind: 'intrinsic' }>['name'][] = [
  'name',
  'status',
  'statusMessage',
  'kind',
  'duration',
  'trace:id',
  'span:id',
  'span:parentID',
  'event:name',
  'event:timeSinceStart',
  'link:traceID',
  'link:spanID',
  'instrumentation:name',
  'instrumentation:version',
];
const SCOPES = ['any', 'span', 'resource', 'event', 'link', 'instrumentation'] as const;

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const attributes = fc
  .uniqueArray(fc.tuple(oneOf(KEYS), oneOf(VALUES)), { maxLength: 4, selector: ([key]) => key })
  .map((pairs) => pairs.flat());
const id = (bytes: number) => fc.nat(3).map((n) => new Uint8Array(bytes).fill(0, 0, bytes - 1).fill(n, bytes - 1));
const text = oneOf(['', '42', 'b', 'Zoë 🚀\n\0"']);
const prefixed = (prefix: string) =>
  attributes.map((pairs) => pairs.map((pair, i) => (i % 2 === 0 ? prefix + pair : pair)));
const resource = fc
  .tuple(prefixed('resource.'), prefixed('scope.attributes.'), text, text)
  .map(([own, scope, name, version]) => {
    const pairs: [string, string][] = [];
    for (let i = 0; i < own.length; i += 2) pairs.push([own[i]!, own[i + 1]!]);
    for (let i = 0; i < scope.length; i += 2) pairs.push([scope[i]!, scope[i + 1]!]);
    if (name !== '') pairs.push(['scope.name', name]);
    if (version !== '') pairs.push(['scope.version', version]);
    return pairs.sort(([a], [b]) => (a < b ? -1 : 1)).flat();
  });
const span = fc.record({
  resource,
  parentId: id(8),
  name: text,
  kind: fc.nat(7),
  status: fc.nat(3),
  statusMessage: text,
  durationNs: oneOf([0n, 42n, 2n ** 53n + 1n]),
  attributes,
  events: fc.array(fc.record({ ns: fc.nat(99).map((n) => T0 - 10n + BigInt(n)), name: text, attributes }), {
    maxLength: 2,
  }),
  links: fc.array(fc.record({ traceId: id(16), spanId: id(8), traceState: fc.constant(''), attributes }), {
    maxLength: 2,
  }),
});
const field: fc.Arbitrary<SpanField> = fc.oneof(
  oneOf(INTRINSICS).map((name) => ({ kind: 'intrinsic' as const, name })),
  fc.record({ kind: fc.constant('attribute' as const), scope: oneOf(SCOPES), name: oneOf(KEYS) }),
);
const leaf: fc.Arbitrary<SpanCondition> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    field,
    op: oneOf(['=', '!=', '<', '<=', '>', '>='] as const),
    value: oneOf(LITERALS),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    field,
    op: oneOf(['=~', '!~'] as const),
    value: oneOf(PATTERNS),
  }),
  fc.record({ kind: oneOf(['present', 'absent'] as const), field }),
);
const condition: fc.Arbitrary<SpanCondition> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  fc.record({ kind: oneOf(['all', 'any'] as const), conditions: fc.array(leaf, { maxLength: 3 }) }),
);

// The judge: the contract of `SpanCondition` in plain TypeScript.

function judge(condition: SpanCondition, span: StoredSpan): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.conditions.every((one) => judge(one, span));
    case 'any':
      return condition.conditions.some((one) => judge(one, span));
    case 'present':
      return valuesOf(condition.field, span).length > 0;
    case 'absent':
      return valuesOf(condition.field, span).length === 0;
    case 'compare':
      return valuesOf(condition.field, span).some((value) => compares(condition, value));
  }
}

/** The values of a field, those of arrays one by one. */
function valuesOf(field: SpanField, span: StoredSpan): readonly Static[] {
  if (field.kind === 'attribute') return ATTRIBUTES[field.scope](span, field.name);
  const plain = (value: string): readonly Static[] => [{ type: 'string', value }];
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const label = (name: string) => span.resource[span.resource.indexOf(name) + 1]!;
  const parent = hex(span.parentId);
  const readers: Record<typeof field.name, () => readonly Static[]> = {
    name: () => plain(span.name),
    status: () => [{ type: 'status', value: STATUS_NAMES[span.status] ?? 'unset' }],
    statusMessage: () => plain(span.statusMessage),
    kind: () => [{ type: 'kind', value: KIND_NAMES[span.kind] ?? 'unspecified' }],
    duration: () => [{ type: 'duration', value: span.durationNs }],
    'trace:id': () => plain(hex(span.traceId)),
    'span:id': () => plain(hex(span.spanId)),
    'span:parentID': () => plain(parent),
    'event:name': () => span.events.flatMap(({ name }) => plain(name)),
    'event:timeSinceStart': () => span.events.map(({ ns }) => ({ type: 'duration', value: ns - span.startNs })),
    'link:traceID': () => span.links.flatMap((link) => plain(hex(link.traceId))),
    'link:spanID': () => span.links.flatMap((link) => plain(hex(link.spanId))),
    'instrumentation:name': () => plain(span.resource.includes('scope.name') ? label('scope.name') : ''),
    'instrumentation:version': () => plain(span.resource.includes('scope.version') ? label('scope.version') : ''),
  };
  return readers[field.name]();
}

function get(pairs: readonly string[], key: string): readonly Static[] {
  for (let i = 0; i < pairs.length; i += 2) {
    if (pairs[i] !== key) continue;
    const value = staticOf(pairs[i + 1]!);
    return value === undefined ? [] : value.type === 'array' ? value.values : [value];
  }
  return [];
}

const ATTRIBUTES: Record<(typeof SCOPES)[number], (span: StoredSpan, name: string) => readonly Static[]> = {
  span: (span, name) => get(span.attributes, name),
  resource: (span, name) => get(span.resource, `resource.${name}`),
  instrumentation: (span, name) => get(span.resource, `scope.attributes.${name}`),
  event: (span, name) => span.events.flatMap((event) => get(event.attributes, name)),
  link: (span, name) => span.links.flatMap((link) => get(link.attributes, name)),
  any(span, name) {
    const own = get(span.attributes, name);
    return own.length > 0 ? own : get(span.resource, `resource.${name}`);
  },
};

const NUMBERS = ['int', 'float', 'duration'];

function compares({ field, op, value }: Extract<SpanCondition, { kind: 'compare' }>, own: Static): boolean {
  if (op === '=~' || op === '!~') {
    if (own.type !== 'string' || value.type !== 'string') return false;
    return RE2JS.compile(value.value, RE2JS.DOTALL).matches(own.value) === (op === '=~');
  }
  const isNumber = field.kind === 'intrinsic' && NUMBERS.includes(own.type) && NUMBERS.includes(value.type);
  if (!isNumber && own.type !== value.type) return false;
  if (own.type === 'nil' || own.type === 'array' || value.type === 'nil' || value.type === 'array') return false;
  if (own.type === 'string') {
    const isTraceId = field.kind === 'intrinsic' && field.name === 'trace:id' && value.value !== '';
    const other = isTraceId ? String(value.value).padStart(32, '0') : String(value.value);
    return holds(op, Buffer.compare(Buffer.from(own.value), Buffer.from(other)), 0);
  }
  if (own.type === 'bool' || own.type === 'status' || own.type === 'kind')
    return op === '=' ? own.value === value.value : op === '!=' && own.value !== value.value;
  return holds(op, own.value, value.value as number | bigint);
}

function holds(op: string, a: number | bigint, b: number | bigint): boolean {
  switch (op) {
    case '=':
      // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint may be equal
      return a == b;
    case '!=':
      // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint may be equal
      return a != b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

const found = async (tenant: string, condition: SpanCondition): Promise<number[]> => {
  const columns = { attributes: new Set<string>(), events: false, links: false };
  const starts: number[] = [];
  for await (const batch of reader.spans(tenant, { range: RANGE, condition }, columns, LIMITS))
    for (const { startNs } of batch) starts.push(Number(startNs - T0));
  return starts.sort((a, b) => a - b);
};

describe('what SQL says of a condition is what the contract says', () => {
  let store = 0;

  /** Spans of a tenant of their own, told apart by their starts; half of them in a batch that has no room for paths. */
  async function write(made: readonly Partial<StoredSpan>[]): Promise<{ tenant: string; spans: StoredSpan[] }> {
    const tenant = `t${++store}`;
    const spans = made.map((fields, i) => storedSpan({ ...fields, startNs: T0 + BigInt(i) }));
    const filler = storedSpan({
      startNs: T0 + 2_000_000_000n,
      attributes: Array.from({ length: 512 }, (_, i) => [`filler${i}`, 'bfalse']).flat(),
    });
    const half = Math.ceil(spans.length / 2);
    for (const batch of [spans.slice(0, half), [filler, ...spans.slice(half)]])
      await writer.write({ tenant, spans: storedSpanBatch(writer.indexes, batch, tenant) });
    return { tenant, spans };
  }

  const shown = (condition: SpanCondition): string =>
    JSON.stringify(condition, (_name, value) => (typeof value === 'bigint' ? `${value}n` : value));

  const expected = (spans: readonly StoredSpan[], condition: SpanCondition): number[] =>
    spans.flatMap((one) => (judge(condition, one) ? [Number(one.startNs - T0)] : []));

  it('for any spans and conditions', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(span, { minLength: 60, maxLength: 60, size: 'max' }),
        fc.array(condition, { minLength: 60, maxLength: 60, size: 'max' }),
        async (made, conditions) => {
          const { tenant, spans } = await write(made);
          for (const one of conditions)
            expect(`${shown(one)}: ${await found(tenant, one)}`).toBe(`${shown(one)}: ${expected(spans, one)}`);
        },
      ),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('for every value, literal and scope', { timeout: 120_000 }, async () => {
    const pairs = (value: string) => ['k', value];
    const { tenant, spans } = await write(
      [...VALUES, ...VALUES].map((value, i) => ({
        resource: ['resource.k', VALUES[(i * 7) % VALUES.length]!, 'scope.attributes.k', value],
        attributes: i % 5 === 0 ? [] : pairs(value),
        events: [{ ns: T0, name: '', attributes: pairs(value) }],
        links: [{ traceId: new Uint8Array(16), spanId: new Uint8Array(8), traceState: '', attributes: pairs(value) }],
      })),
    );
    for (const scope of SCOPES) {
      for (const value of LITERALS) {
        for (const op of ['=', '!=', '<', '>='] as const) {
          const one = { kind: 'compare', field: { kind: 'attribute', scope, name: 'k' }, op, value } as const;
          expect([one, await found(tenant, one)]).toEqual([one, expected(spans, one)]);
        }
      }
    }
  });

  it('a pattern that is none is refused', async () => {
    const { tenant } = await write([{}]);
    const one: SpanCondition = {
      kind: 'compare',
      field: { kind: 'attribute', scope: 'span', name: 'k' },
      op: '=~',
      value: { type: 'string', value: 'a)|(b' },
    };
    await expect(found(tenant, one)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
