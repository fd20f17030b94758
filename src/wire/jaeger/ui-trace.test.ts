import { describe, expect, it } from 'vitest';
import { storedSpan } from '../../../test/support/stored-spans.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { uiTag } from './ui-tag.js';
import { type UiTrace, uiTraceText } from './ui-trace.js';

const uiTrace = (spans: readonly StoredSpan[]): UiTrace => JSON.parse([...uiTraceText(spans)].join('')) as UiTrace;

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

const span = (rest: Partial<StoredSpan> = {}): StoredSpan => ({
  ...storedSpan({ id: '2', trace: TRACE, name: 'buy', kind: 2, status: 2, start: 1_500_000n, duration: 2_500 }),
  ...rest,
});

describe('tags of the UI', () => {
  it.each([
    ['sGET', 'string', 'GET'],
    ['i200', 'int64', 200],
    ['i9007199254740993', 'int64', '9007199254740993'],
    ['d0.5', 'float64', 0.5],
    ['dNaN', 'float64', 'NaN'],
    ['btrue', 'bool', true],
    ['xAAE=', 'binary', 'AAE='],
    ['n', 'string', ''],
    ['a{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":"2"}]}}', 'string', '["a",2]'],
    [
      'a{"kvlistValue":{"values":[{"key":"a","value":{"boolValue":false}},{"key":"b"}]}}',
      'string',
      '{"a":false,"b":null}',
    ],
  ])('%s', (tagged, type, value) => {
    expect(uiTag('k', tagged)).toEqual({ key: 'k', type, value });
  });
});

describe('a trace in the JSON of the UI', () => {
  it('has times in µs, fields as tags, and processes once', () => {
    const { traceID, spans, processes } = uiTrace([
      span({ statusMessage: 'no' }),
      span({ spanId: bytes('0000000000000003') }),
    ]);
    expect(traceID).toBe(TRACE);
    expect(processes).toEqual({ p1: { serviceName: 'shop', tags: [] } });
    expect(spans[1]!.processID).toBe('p1');
    expect(spans[0]).toMatchObject({
      traceID: TRACE,
      spanID: '0000000000000002',
      operationName: 'buy',
      references: [],
      startTime: 1_500,
      duration: 2,
      tags: [
        { key: 'span.kind', type: 'string', value: 'server' },
        { key: 'otel.status_code', type: 'string', value: 'ERROR' },
        { key: 'otel.status_description', type: 'string', value: 'no' },
        { key: 'error', type: 'bool', value: true },
      ],
      warnings: null,
    });
  });

  it('keeps what the sender said of an error', () => {
    const [tagged] = uiTrace([span({ attributes: ['error', 'sbroken pipe'] })]).spans;
    expect(tagged!.tags.filter(({ key }) => key === 'error')).toEqual([
      { key: 'error', type: 'string', value: 'broken pipe' },
    ]);
  });

  it('tells references by their kind, and of a parent that is missing', () => {
    const link = {
      traceId: bytes('00000000000000000000000000000abc'),
      spanId: bytes('0000000000000009'),
      traceState: '',
    };
    const [first] = uiTrace([
      span({
        parentId: bytes('0000000000000007'),
        links: [
          { ...link, attributes: [] },
          { ...link, attributes: ['opentracing.ref_type', 'schild_of'] },
        ],
      }),
    ]).spans;
    expect(first!.references).toEqual([
      { refType: 'CHILD_OF', traceID: TRACE, spanID: '0000000000000007' },
      { refType: 'FOLLOWS_FROM', traceID: '0000000000000abc', spanID: '0000000000000009' },
      { refType: 'CHILD_OF', traceID: '0000000000000abc', spanID: '0000000000000009' },
    ]);
    expect(first!.warnings).toEqual(['invalid parent span IDs=0000000000000007; skipping clock skew adjustment']);
  });

  it('names a parent once that a span follows from', () => {
    const parent = { traceId: bytes(TRACE), spanId: bytes('0000000000000007'), traceState: '' };
    const links = [{ ...parent, attributes: ['opentracing.ref_type', 'sfollows_from'] }];
    const [first] = uiTrace([span({ parentId: bytes('0000000000000007'), links })]).spans;
    expect(first!.references).toEqual([{ refType: 'FOLLOWS_FROM', traceID: TRACE, spanID: '0000000000000007' }]);
  });

  it('makes logs of events', () => {
    const events = [
      { ns: 2_000_000n, name: 'retry', attributes: ['n', 'i2'] },
      { ns: 3_000_000n, name: 'x', attributes: ['event', 'sy'] },
    ];
    expect(uiTrace([span({ events })]).spans[0]!.logs).toEqual([
      {
        timestamp: 2_000,
        fields: [
          { key: 'event', type: 'string', value: 'retry' },
          { key: 'n', type: 'int64', value: 2 },
        ],
      },
      { timestamp: 3_000, fields: [{ key: 'event', type: 'string', value: 'y' }] },
    ]);
  });
});
