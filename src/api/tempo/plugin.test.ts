import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { tempoTestContext } from '../../../test/support/tempo-context.js';
import type { StoredSpan } from '../../model/stored-span.js';
import type { TraceReader } from '../../storage/interface.js';
import { ProtobufReader } from '../../wire/protobuf/reader.js';
import { tempoApi } from './plugin.js';

function api(traces: Partial<TraceReader>) {
  const app = Fastify();
  app.register(tempoApi, { context: tempoTestContext({ traces }) });
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
