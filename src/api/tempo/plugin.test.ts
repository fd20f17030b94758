import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { tempoTestContext } from '../../../test/support/tempo-context.js';
import type { StoredSpan } from '../../model/stored-span.js';
import type { SpanReader, TraceReader } from '../../storage/span-interface.js';
import { ProtobufReader } from '../../wire/protobuf/reader.js';
import { tempoApi } from './plugin.js';

function api(traces: Partial<TraceReader>, spans: Partial<SpanReader> = {}) {
  const app = Fastify();
  app.register(tempoApi, { context: tempoTestContext({ traces, spans }) });
  return app;
}

const span: StoredSpan = {
  resource: ['resource.service.name', 'sshop'],
  traceId: Buffer.from('000000000000000000000000000000ab', 'hex'),
  spanId: Buffer.from('00000000000000cd', 'hex'),
  parentId: Buffer.alloc(8),
  name: 'buy',
  kind: 2,
  status: 0,
  statusMessage: '',
  startNs: 10n,
  durationNs: 5n,
  traceState: '',
  flags: 0,
  dropped: { attributes: 0, events: 0, links: 0 },
  attributes: ['n', 'i7'],
  events: [],
  links: [],
};

/** The messages of a field. */
function messages(bytes: Uint8Array, field: number): Uint8Array[] {
  const reader = new ProtobufReader(bytes);
  const found: Uint8Array[] = [];
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag !== field * 8 + 2) {
      reader.skip(tag);
      continue;
    }
    const end = reader.message();
    found.push(bytes.subarray(reader.position, end));
    reader.position = end;
  }
  return found;
}

const protobufBatches = (trace: Uint8Array) =>
  messages(trace, 1).map((batch) => ({
    scopeSpans: messages(batch, 2).map((scope) => ({
      spans: messages(scope, 2).map((one) => ({ spanId: Buffer.from(messages(one, 2)[0]!).toString('base64') })),
    })),
  }));

describe('trace by id', () => {
  it('takes short and upper-case ids', async () => {
    const asked: string[] = [];
    const app = api({
      trace: async (_tenant, id) => {
        asked.push(Buffer.from(id).toString('hex'));
        return [span];
      },
    });
    await app.inject('/api/traces/AB');
    await app.inject('/api/v2/traces/000000000000000000000000000000ab');
    expect(asked).toEqual(Array(2).fill('000000000000000000000000000000ab'));
  });

  it('answers JSON as v1 and v2 have it', async () => {
    const app = api({ trace: async () => [span] });
    const [batch] = (await app.inject('/api/traces/ab')).json().batches;
    expect(batch.resource.attributes).toEqual([{ key: 'service.name', value: { stringValue: 'shop' } }]);
    expect(batch.scopeSpans[0].spans[0]).toMatchObject({
      traceId: 'AAAAAAAAAAAAAAAAAAAAqw==',
      name: 'buy',
      kind: 'SPAN_KIND_SERVER',
    });
    expect((await app.inject('/api/v2/traces/ab')).json().trace.resourceSpans).toEqual([batch]);
  });

  it('answers a long trace whole, in pieces', async () => {
    const long = Array.from({ length: 2_000 }, (_, i) => ({
      ...span,
      spanId: Buffer.from((i + 1).toString(16).padStart(16, '0'), 'hex'),
      parentId: i === 0 ? Buffer.alloc(8) : Buffer.from('0000000000000001', 'hex'),
    }));
    const app = api({ trace: async () => long });
    const ids = long.map(({ spanId }) => spanId.toString('base64'));
    const idsIn = (batches: { scopeSpans: { spans: { spanId: string }[] }[] }[]) =>
      batches.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(({ spanId }) => spanId)));
    expect(idsIn((await app.inject('/api/traces/ab')).json().batches)).toEqual(ids);
    expect(idsIn((await app.inject('/api/v2/traces/ab')).json().trace.resourceSpans)).toEqual(ids);
    const headers = { accept: 'application/protobuf' };
    const [v1, v2] = [
      await app.inject({ url: '/api/traces/ab', headers }),
      await app.inject({ url: '/api/v2/traces/ab', headers }),
    ];
    expect(idsIn(protobufBatches(v1.rawPayload))).toEqual(ids);
    expect(idsIn(messages(v2.rawPayload, 1).flatMap(protobufBatches))).toEqual(ids);
  });

  it('answers protobuf when asked, v2 within its envelope', async () => {
    const app = api({ trace: async () => [span] });
    const headers = { accept: 'application/protobuf' };
    const v1 = (await app.inject({ url: '/api/traces/ab', headers })).rawPayload;
    const v2 = (await app.inject({ url: '/api/v2/traces/ab', headers })).rawPayload;
    const reader = new ProtobufReader(v2);
    expect(reader.tag()).toBe((1 << 3) | 2);
    const end = reader.bytes();
    expect(v2.subarray(reader.start, end).equals(v1)).toBe(true);
  });

  it('knows no such trace: 404 without a body in v1, an empty one in v2', async () => {
    const app = api({ trace: async () => [] });
    const v1 = await app.inject('/api/traces/ab');
    expect([v1.statusCode, v1.body]).toEqual([404, '']);
    expect((await app.inject('/api/v2/traces/ab')).json()).toEqual({ trace: {} });
  });

  it('refuses what is no id', async () => {
    const answer = await api({}).inject('/api/traces/xyz');
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('trace IDs can only contain hex characters');
  });
});

describe('tags', () => {
  const RANGE = 'start=1795168800&end=1795171500';
  const names = { span: ['b'], resource: ['service.name'], event: [], link: ['l'], instrumentation: [] };
  const spans: Partial<SpanReader> = {
    attributeNames: async () => names,
    fieldValues: async (_tenant, field) =>
      field.kind === 'attribute' && field.scope === 'span'
        ? [
            { type: 'float', value: 1 },
            { type: 'string', value: '' },
            { type: 'int', value: 2n ** 63n - 1n },
          ]
        : [{ type: 'status', value: 'error' }],
  };

  it('are answered by scope, without those that have none', async () => {
    const { scopes } = (await api({}, spans).inject(`/api/v2/search/tags?${RANGE}&limit=x`)).json();
    expect(scopes.map(({ name }: { name: string }) => name)).toEqual(['resource', 'span', 'intrinsic', 'link']);
    const ofV1 = (await api({}, spans).inject(`/api/search/tags?${RANGE}`)).json();
    expect(ofV1.tagNames).toEqual(['b', 'l', 'service.name']);
  });

  it.each([
    ['/api/v2/search/tags?scope=all', 'invalid scope: all'],
    [
      '/api/v2/search/tags?start=1',
      'error parsing date range: only one of start and end provided: must provide both or neither',
    ],
    [
      '/api/v2/search/tag/name/values?start=2&end=1',
      'range specified by start and end exceeds 168h0m0s. received start=2 end=1',
    ],
    ['/api/v2/search/tag/name/values?limit=x', 'invalid limit: strconv.ParseUint: parsing "x": invalid syntax'],
    [
      '/api/v2/search/tag/resource./values',
      'please provide a valid tagName: failed to parse identifier resource.: parse error at line 0, col 2: syntax error: unexpected END_ATTRIBUTE, expecting IDENTIFIER',
    ],
  ])('%s is refused', async (url, message) => {
    const answer = await api({}, spans).inject(url);
    expect([answer.statusCode, answer.body]).toEqual([400, message]);
  });

  it('have values with their types; a whole float keeps its fraction', async () => {
    const values = (await api({}, spans).inject(`/api/v2/search/tag/span.b/values?${RANGE}`)).json().tagValues;
    expect(values).toEqual([
      { type: 'float', value: '1.0' },
      { type: 'string' },
      { type: 'int', value: '9223372036854775807' },
    ]);
    const statuses = (await api({}, spans).inject(`/api/v2/search/tag/status/values?${RANGE}`)).json().tagValues;
    expect(statuses).toEqual([{ type: 'keyword', value: 'error' }]);
    const numbers = (await api({}, spans).inject(`/api/search/tag/status.code/values?${RANGE}`)).json().tagValues;
    expect(numbers).toEqual(['2']);
  });

  it.each(['__proto__', 'constructor'])('of the name %s are looked for like any other', async (name) => {
    const answer = await api({}, spans).inject(`/api/search/tag/${name}/values?${RANGE}`);
    expect([answer.statusCode, answer.json().tagValues]).toEqual([200, ['', '1.0', '2', '9223372036854775807']]);
  });

  it('are protobuf when asked', async () => {
    const headers = { accept: 'application/protobuf' };
    const answer = await api({}, spans).inject({ url: `/api/v2/search/tags?${RANGE}&scope=link`, headers });
    expect(answer.headers['content-type']).toBe('application/protobuf');
    expect(answer.rawPayload.toString('latin1')).toBe('\n\t\n\x04link\x12\x01l');
  });
});

describe('differences of traces', () => {
  it.each([
    [
      '{"base":{"traceId":"xyz"}}',
      "invalid base.traceId: trace IDs can only contain hex characters: invalid character 'x' at position 1",
    ],
    ['{"base":{"traceId":"ab"}}', 'compare.traceId is required'],
    [
      '{"base":{"traceId":"ab"},"compare":{"traceId":"ab"},"format":"toString"}',
      'unsupported trace diff format: "toString"',
    ],
    ['[', 'invalid request body: a JSON object with base.traceId and compare.traceId is expected'],
  ])('%s is refused', async (payload, message) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api({}).inject({ method: 'POST', url: '/api/v2/traces/diff', payload, headers });
    expect([answer.statusCode, answer.body]).toEqual([400, message]);
  });
});

describe('pages of status', () => {
  it.each(['', '/version', '/services', '/config', '/endpoints', '/runtime_config', '/overrides', '/overrides/a'])(
    '/status%s',
    async (page) => {
      expect((await api({}).inject(`/status${page}`)).statusCode).toBe(200);
    },
  );

  it('knows no others', async () => {
    expect((await api({}).inject('/status/constructor')).statusCode).toBe(404);
  });
});
