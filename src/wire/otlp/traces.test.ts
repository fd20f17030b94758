import { describe, expect, it } from 'vitest';
import { exampleSpan, exampleSpans, tracesBody } from '../../../test/support/otlp-traces.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { type SpanRow, spanRows } from '../../../test/support/span-rows.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import type { DecodedTraces } from './span-rules.js';
import { TracesDecoder } from './traces.js';
import { tracesJson } from './traces-encode.js';
import { decodeTracesJson } from './traces-json.js';

interface Read {
  readonly rows: SpanRow[];
  readonly rejected: number;
  readonly message: string;
}

const index = memoryIndex('resource.service.name');
const decoder = new TracesDecoder(index);

const read = ({ spans, rejected }: DecodedTraces): Read => ({
  rows: spanRows(spans, index.refs),
  rejected: rejected.count,
  message: rejected.message,
});

const fromProtobuf = (body: Uint8Array): Read => read(decoder.decode(body, 'default'));
const fromJson = (json: unknown): Read => read(decodeTracesJson(Buffer.from(JSON.stringify(json)), 'default', index));

/** OTLP/JSON of what Tempo's API writes: the ids in hex instead of base64. */
function otlpJson(spans: readonly StoredSpan[]): unknown {
  const text = JSON.stringify({ resourceSpans: tracesJson(spans) });
  const hex = text.replace(/"(traceId|spanId|parentSpanId)":"([^"]+)"/g, (_all, name: string, id: string) => {
    return `"${name}":"${Buffer.from(id, 'base64').toString('hex').toUpperCase()}"`;
  });
  return JSON.parse(hex);
}

const pairs = (flat: readonly string[]): Record<string, string> =>
  Object.fromEntries(flat.flatMap((text, i) => (i % 2 === 0 ? [[text, flat[i + 1]!]] : [])));

function expectedRow(span: StoredSpan): SpanRow {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return {
    resource: pairs(span.resource),
    traceId: hex(span.traceId),
    spanId: hex(span.spanId),
    parentId: hex(span.parentId),
    name: span.name,
    kind: span.kind,
    status: span.status,
    statusMessage: span.statusMessage,
    start: span.startNs,
    duration: span.durationNs,
    traceState: span.traceState,
    flags: span.flags,
    attributes: pairs(span.attributes),
    events: span.events.map((event) => ({ time: event.ns, name: event.name, attributes: pairs(event.attributes) })),
    links: span.links.map((link) => ({
      traceId: hex(link.traceId),
      spanId: hex(link.spanId),
      attributes: pairs(link.attributes),
    })),
  };
}

describe('OTLP traces', () => {
  const spans = exampleSpans(40);

  it('reads every field of protobuf, and writes it back', () => {
    expect(fromProtobuf(tracesBody(spans))).toEqual({ rows: spans.map(expectedRow), rejected: 0, message: '' });
  });

  it('reads every field of JSON', () => {
    expect(fromJson(otlpJson(spans))).toEqual({ rows: spans.map(expectedRow), rejected: 0, message: '' });
  });

  it('interns a resource with its scope once for each tenant', () => {
    const own = memoryIndex('resource.service.name');
    const decoder = new TracesDecoder(own);
    for (const tenant of ['a', 'b', 'a']) decoder.decode(tracesBody(spans), tenant);
    expect([...own.refs.values()].map((ref) => ref.tenant)).toEqual(['a', 'b']);
  });

  it('pauses between resources of a big body', () => {
    const groups = [0, 1, 2, 3, 4].map((i) => tracesBody(exampleSpans(1500, i * 1500)));
    const steps = decoder.steps(Buffer.concat(groups), 'default');
    const other = decoder.steps(tracesBody(exampleSpans(2)), 'default');
    expect([steps.next().done, other.next().done, steps.next().done]).toEqual([false, true, false]);
    const last = steps.next();
    expect(last.done).toBe(true);
    expect((last.value as DecodedTraces).spans.rows).toBe(7500);
  });

  it('takes resource and scope after the spans', () => {
    const request = new ProtobufWriter();
    request.message(1, (resourceSpans) => {
      resourceSpans.message(2, (scopeSpans) => {
        scopeSpans.message(2, (span) => {
          span.message(9, (pair) => pair.string(1, 'empty'));
          span.bytes(2, Buffer.alloc(8, 1));
          span.bytes(1, Buffer.alloc(16, 2));
        });
        scopeSpans.message(1, (scope) => scope.string(1, 'late'));
      });
      resourceSpans.message(1, (resource) => resource.uint32(2, 5));
    });
    const { rows } = fromProtobuf(request.finish());
    expect(rows[0]!.resource).toEqual({ 'scope.name': 'late', resource_dropped_attributes_count: '5' });
    expect(rows[0]!.attributes).toEqual({ empty: 'n' });
  });

  it('leaves out spans that break the rules and says why', () => {
    const good = exampleSpan(1);
    const bad: StoredSpan[] = [
      { ...good, traceId: new Uint8Array(16) },
      { ...good, traceId: new Uint8Array(15).fill(1) },
      { ...good, traceId: new Uint8Array(0) },
      { ...good, spanId: new Uint8Array(8) },
      { ...good, spanId: new Uint8Array(9).fill(1) },
      { ...good, parentId: new Uint8Array(4).fill(1) },
      { ...good, startNs: 2n ** 63n, durationNs: 0n },
    ];
    const message =
      '7 spans rejected: 1 with a trace_id of zeros, 2 with a trace_id that is not 16 bytes, 1 with a span_id of zeros, ' +
      '1 with a span_id that is not 8 bytes, 1 with a parent_span_id that is not 8 bytes, ' +
      '1 with a start time after the year 2262';
    const expected = { rows: [expectedRow(good)], rejected: 7, message };
    expect(fromProtobuf(tracesBody([...bad, good]))).toEqual(expected);
    expect(fromJson(otlpJson([...bad, good]))).toEqual(expected);
  });

  it('refuses a resource of more than 1 MiB', () => {
    const resource = ['resource.big', `s${'x'.repeat(1 << 20)}`];
    const bodies = [{ ...exampleSpan(1), resource }, exampleSpan(2)];
    for (const answer of [fromProtobuf(tracesBody(bodies)), fromJson(otlpJson(bodies))]) {
      expect(answer.rows.map((row) => row.name)).toEqual([exampleSpan(2).name]);
      expect(answer.message).toBe('1 spans rejected: 1 with a resource or scope of more than 1048576 bytes');
    }
  });

  it('reads enum names, 64-bit numbers and unknown fields of JSON; not snake_case', () => {
    const { rows } = fromJson({
      future: true,
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId: '5B8EFFF798038103D269B633813FC60C',
                  spanId: 'EEE19B7EC3C1B174',
                  span_name: 'x',
                  kind: 'SPAN_KIND_CLIENT',
                  status: { code: 'STATUS_CODE_ERROR' },
                  startTimeUnixNano: 1_544_712_660_000_000_000,
                  endTimeUnixNano: '1544712661000000001',
                },
              ],
            },
          ],
        },
      ],
    });
    expect(rows).toMatchObject([
      { name: '', kind: 3, status: 2, start: 1_544_712_660_000_000_000n, duration: 1_000_000_001n },
    ]);
  });

  it.each([
    [[], 'the body must be an object, not an array'],
    [{ resourceSpans: {} }, 'resourceSpans must be an array, not an object'],
    [{ resourceSpans: [{ scopeSpans: [{ spans: ['x'] }] }] }, 'spans must be an object, not "x"'],
    [{ resourceSpans: [{ scopeSpans: [{ spans: [{ startTimeUnixNano: '-1' }] }] }] }, 'startTimeUnixNano must be'],
    [{ resourceSpans: [{ scopeSpans: [{ spans: [{ kind: 'SERVER' }] }] }] }, 'kind must be'],
  ])('refuses %j', (json, message) => {
    expect(() => fromJson(json)).toThrow(message);
  });

  it('refuses protobuf whose lengths do not fit', () => {
    expect(() => fromProtobuf(tracesBody(spans).subarray(0, 1000))).toThrow('invalid protobuf');
  });
});

describe('tracesJson', () => {
  it('writes what Tempo does', () => {
    expect(tracesJson([exampleSpan(10)])).toEqual([
      {
        resource: {
          attributes: [
            {
              key: 'feature.flags',
              value: { arrayValue: { values: [{ stringValue: 'new-ui' }, { intValue: '7' }] } },
            },
            { key: 'process.pid', value: { intValue: '4711' } },
            { key: 'service.name', value: { stringValue: 'checkout' } },
          ],
          droppedAttributesCount: 1,
        },
        scopeSpans: [
          {
            scope: {
              name: '@quartet/http',
              version: '1.4.0',
              attributes: [{ key: 'lib.ratio', value: { doubleValue: 0.5 } }],
            },
            spans: [
              expect.objectContaining({
                traceId: 'oKCgoKCgoKCgoKCgAAAAAQ==',
                spanId: 'oKCgoAAAAAs=',
                kind: 'SPAN_KIND_INTERNAL',
                startTimeUnixNano: '1795168801143396353',
                endTimeUnixNano: '1795168801143406363',
                status: { message: 'deadline exceeded', code: 'STATUS_CODE_ERROR' },
              }),
            ],
          },
        ],
        schemaUrl: 'https://opentelemetry.io/schemas/1.21.0',
      },
    ]);
    expect(tracesJson([{ ...exampleSpan(1), resource: [] }])).toMatchObject([
      { resource: {}, scopeSpans: [{ scope: {}, spans: [{ status: {}, parentSpanId: 'oKCgoAAAAAE=' }] }] },
    ]);
  });

  it('groups by resource, then by scope', () => {
    const span = exampleSpan(1);
    const trace = tracesJson([
      { ...span, resource: ['resource.a', 's1', 'scope.name', 'x'] },
      { ...span, resource: ['resource.a', 's2', 'scope.name', 'x'] },
      { ...span, resource: ['resource.a', 's1', 'scope.name', 'y'] },
      { ...span, resource: ['resource.a', 's1', 'scope.name', 'x'] },
    ]);
    expect(trace.map(({ scopeSpans }) => scopeSpans.map(({ spans }) => spans.length))).toEqual([[2, 1], [1]]);
  });
});
