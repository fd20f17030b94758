import { FieldType } from '@grafana/data';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answering, requestOf } from '../support/answering';
import metrics from './fixtures/metrics.json';
import search from './fixtures/search.json';
import trace from './fixtures/trace.json';
import { isMetricsQuery, traceqlOf } from './search-query';
import { tempoSource } from './tempo-source';

const source = tempoSource('tempo');
const names = (frame: { fields: readonly { name: string }[] } | undefined) => frame!.fields.map(({ name }) => name);

afterEach(() => vi.unstubAllGlobals());

describe('search', () => {
  it('gives a row for each trace with its spans inside', async () => {
    answering({ search });
    const [answer] = await source.query(requestOf([{ queryType: 'traceql', query: '{}' }]));
    const frame = answer!.frames[0]!;
    expect(names(frame)).toEqual(['traceID', 'startTime', 'traceService', 'traceName', 'traceDuration', 'nested']);
    expect(frame.fields[0]!.values).toEqual(search.traces.map(({ traceID }) => traceID));
    expect(frame.fields[5]!.type).toBe(FieldType.nestedFrames);
  });

  it('gives a row for each span with what is selected', async () => {
    answering({ search });
    const [answer] = await source.query(requestOf([{ queryType: 'traceql', query: '{}', tableType: 'spans' }]));
    expect(names(answer!.frames[0])).toContain('http.route');
  });
});

describe('traces and metrics', () => {
  it('asks for a trace by its id and makes ids hex', async () => {
    const sent = answering({ '0123456789abcdef0123456789abcdef': trace });
    const [answer] = await source.query(
      requestOf([{ queryType: 'traceql', query: '0123456789abcdef0123456789abcdef' }]),
    );
    expect(sent[0]!.path).toMatch(/api\/traces\/0123456789abcdef0123456789abcdef$/);
    const [traceId, spanId] = answer!.frames[0]!.fields;
    expect(traceId!.values[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(spanId!.values.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
    const duration = answer!.frames[0]!.fields.find(({ name }) => name === 'duration')!;
    expect(duration.values.every((ms) => ms >= 0)).toBe(true);
  });

  it('gives series and exemplars of a metrics query', async () => {
    const sent = answering({ query_range: metrics });
    const [answer] = await source.query(
      requestOf([{ query: '{} | quantile_over_time(duration, .9) by (resource.service.name)' }]),
    );
    expect(sent[0]!.parameters.get('step')).toBe('15s');
    const exemplars = answer!.frames.find(({ name }) => name === 'exemplar');
    const count = metrics.series.flatMap((series) => ('exemplars' in series ? (series.exemplars ?? []) : [])).length;
    expect(exemplars?.length ?? 0).toBe(count);
    expect(answer!.frames.filter(({ name }) => name !== 'exemplar')).toHaveLength(metrics.series.length);
  });

  it('makes nodes and edges of the service graph metrics', async () => {
    const vector = (value: string) => ({
      status: 'success',
      data: { resultType: 'vector', result: [{ metric: { client: 'web', server: 'api' }, value: [1, value] }] },
    });
    vi.stubGlobal('fetch', async (url: string) => {
      const query = new URLSearchParams(url.split('?')[1]).get('query') ?? '';
      const value = query.includes('failed') ? '36' : query.includes('seconds') ? '72' : '720';
      return new Response(JSON.stringify(vector(value)));
    });
    const [answer] = await source.query(requestOf([{ queryType: 'serviceMap' }]));
    const [nodes, edges] = answer!.frames;
    const api = Object.fromEntries(nodes!.fields.map((field) => [field.name, field.values[0]]));
    expect(api).toMatchObject({ id: 'api', mainstat: 100, secondarystat: 0.2, arc__failed: 0.05 });
    expect(edges!.fields.slice(1, 3).map(({ values }) => values[0])).toEqual(['web', 'api']);
  });
});

describe('traceqlOf', () => {
  it.each([
    [
      {
        queryType: 'traceqlSearch',
        filters: [
          { tag: 'service.name', scope: 'resource', operator: '=', value: ['a', 'b'], valueType: 'string' },
          { tag: 'duration', operator: '>', value: '1s', valueType: 'duration' },
          { tag: 'status', scope: 'intrinsic', operator: '=', value: 'error', valueType: 'keyword' },
          { tag: 'unset', scope: 'span', operator: '=', value: [] },
        ],
      },
      '{(resource.service.name="a" || resource.service.name="b") && duration>1s && status=error}',
    ],
    [
      { queryType: 'nativeSearch', serviceName: 'a', search: 'http.status_code=500 x="y z"', minDuration: '1ms' },
      '{resource.service.name="a" && .http.status_code=500 && .x="y z" && duration>1ms}',
    ],
    [{ queryType: 'traceqlSearch', filters: [] }, '{}'],
  ])('reads %j', (target, expected) => {
    expect(traceqlOf({ refId: 'A', ...target })).toBe(expected);
  });

  it('does not take a quoted function for a metrics query', () => {
    expect(isMetricsQuery('{name="| rate()"}')).toBe(false);
    expect(isMetricsQuery('{} | rate()')).toBe(true);
  });
});
