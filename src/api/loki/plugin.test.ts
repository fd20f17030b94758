import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { NOW_MS, readContext } from '../../../test/support/read-context.js';
import type { LogEntry, LogReader } from '../../storage/interface.js';
import { lokiApi } from './plugin.js';

function api(logs: Partial<LogReader>) {
  const app = Fastify();
  app.register(lokiApi, { context: readContext({ logs }) });
  return app;
}

const entries: LogEntry[] = [
  { labels: ['app', 'a'], ns: 2n, line: 'second', metadata: ['trace_id', 't1'] },
  { labels: ['app', 'a'], ns: 1n, line: 'first', metadata: [] },
];

describe('query_range', () => {
  it('puts structured metadata among the labels, or beside the lines when the client asks for it', async () => {
    const app = api({ entries: async () => entries });
    const plain = await app.inject('/loki/api/v1/query_range?query={app="a"}');
    expect(plain.json().data.result).toEqual([
      { stream: { trace_id: 't1', app: 'a' }, values: [['2', 'second']] },
      { stream: { app: 'a' }, values: [['1', 'first']] },
    ]);
    const headers = { 'x-loki-response-encoding-flags': 'categorize-labels' };
    const categorized = await app.inject({ url: '/loki/api/v1/query_range?query={app="a"}', headers });
    expect(categorized.json().data).toMatchObject({
      encodingFlags: ['categorize-labels'],
      result: [
        {
          stream: { app: 'a' },
          values: [
            ['2', 'second', { structuredMetadata: { trace_id: 't1' } }],
            ['1', 'first', {}],
          ],
        },
      ],
    });
  });

  it('reads the last hour, newest first, a hundred lines, unless told otherwise', async () => {
    const asked: Parameters<LogReader['entries']>[1][] = [];
    const app = api({
      entries: async (_tenant, query) => {
        asked.push(query);
        return [];
      },
    });
    await app.inject('/loki/api/v1/query_range?query={app="a"}');
    await app.inject(
      '/loki/api/v1/query_range?query={app="a"}&start=1795168800&end=1795168801.5&limit=7&direction=FORWARD',
    );
    await app.inject('/loki/api/v1/query_range?query={app="a"}&end=2026-11-20T10:00:00.000000001Z&since=5m');
    const now = BigInt(NOW_MS) * 1_000_000n;
    expect(asked[0]).toMatchObject({
      limit: 100,
      direction: 'backward',
      range: { start: now - 3_600_000_000_000n, end: now },
    });
    expect(asked[1]).toMatchObject({
      limit: 7,
      direction: 'forward',
      range: { start: 1_795_168_800_000_000_000n, end: 1_795_168_801_500_000_000n },
    });
    expect(asked[2]!.range).toEqual({ start: 1_795_168_500_000_000_001n, end: 1_795_168_800_000_000_001n });
  });

  it.each([
    ['query={app=~".*"}', 'queries require at least one regexp or equality matcher'],
    ['query={', 'parse error at line 1, col 2: syntax error: unexpected $end'],
    ['query={a="b"}&limit=0', 'limit must be a positive value'],
    [
      'query={a="b"}&limit=5001',
      'max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)',
    ],
    ['query={a="b"}&direction=up', "invalid direction 'up'"],
    ['query={a="b"}&start=2&end=1', 'end timestamp must not be before or equal to start time'],
    ['query={a="b"}&start=yesterday', 'could not parse "start"'],
  ])('refuses %s in plain text', async (parameters, message) => {
    const answer = await api({}).inject(`/loki/api/v1/query_range?${parameters}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.body).toContain(message);
  });
});

describe('labels and series', () => {
  it('leaves `data` out when there are none', async () => {
    const app = api({ labelNames: async () => ['app'], labelValues: async () => [] });
    expect((await app.inject('/loki/api/v1/labels')).json()).toEqual({ status: 'success', data: ['app'] });
    expect((await app.inject('/loki/api/v1/label/none/values')).json()).toEqual({ status: 'success' });
  });

  it('joins the streams of several selectors', async () => {
    const app = api({
      streams: async (_tenant, matchers) => [
        ['app', 'a'],
        ['app', String(matchers.length)],
      ],
    });
    const answer = await app.inject('/loki/api/v1/series?match[]={app="a"}&match[]={app="b",c="d"}');
    expect(answer.json().data).toEqual([{ app: 'a' }, { app: '1' }, { app: '2' }]);
  });
});
