import { DataTopic } from '@grafana/data';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answering, requestOf } from '../support/answering';
import buckets from './fixtures/buckets.json';
import exemplars from './fixtures/exemplars.json';
import instant from './fixtures/instant.json';
import range from './fixtures/range.json';
import { prometheusSource } from './prometheus-source';

const source = prometheusSource('prometheus');

afterEach(() => vi.unstubAllGlobals());

describe('queries', () => {
  it('gives a frame for each series of a range query, aligned to its step', async () => {
    const sent = answering({ query_range: range });
    const [answer] = await source.query(
      requestOf([{ expr: 'rate(x[$__rate_interval])', legendFormat: '{{service}}!' }]),
    );
    expect(Object.fromEntries(sent[0]!.parameters)).toEqual({
      query: 'rate(x[1m])',
      start: '1795285290',
      end: '1795288890',
      step: '15',
    });
    expect(answer!.frames.map((frame) => frame.fields[1]!.config.displayNameFromDS)).toEqual(
      range.data.result.map(({ metric }) => `${metric.service}!`),
    );
    const values = range.data.result[0]!.values as [number, string][];
    expect(answer!.frames[0]!.fields[0]!.values).toEqual(values.map(([at]) => at * 1000));
    expect(answer!.frames[0]!.fields[1]!.values).toEqual(values.map(([, value]) => Number(value)));
    expect(answer!.frames[0]!.fields[0]!.config.interval).toBe(15_000);
  });

  it('asks range, instant and exemplars of one target at once', async () => {
    const sent = answering({ query_range: range, query_exemplars: exemplars, query: instant });
    const [answer] = await source.query(requestOf([{ expr: 'x', range: true, instant: true, exemplar: true }]));
    expect(sent).toHaveLength(3);
    expect(answer!.frames.filter((frame) => frame.meta?.dataTopic === DataTopic.Annotations)).toHaveLength(1);
    expect(answer!.frames.filter((frame) => frame.meta?.type === 'numeric-multi')).toHaveLength(
      instant.data.result.length,
    );
  });

  it('keeps one target from failing another', async () => {
    answering({
      query_range: new Response(JSON.stringify({ status: 'error', error: 'parse error' }), { status: 400 }),
      query: instant,
    });
    const [bad, good] = await source.query(requestOf([{ expr: 'x(' }, { expr: 'x', instant: true }]));
    expect(bad!.error?.message).toBe('parse error');
    expect(good!.frames).not.toHaveLength(0);
  });

  it('says so where something else answers', async () => {
    answering({ query_range: { hello: 'world' } });
    const [answer] = await source.query(requestOf([{ expr: 'x' }]));
    expect(answer!.error?.message).toMatch('did not answer as Prometheus does');
  });

  it('sends equal requests once and long ones as forms', async () => {
    const sent = answering({ query_range: range });
    const expr = `x{a=~"${'y'.repeat(3000)}"}`;
    await Promise.all([source.query(requestOf([{ expr }])), source.query(requestOf([{ expr }]))]);
    expect(sent.map(({ method }) => method)).toEqual(['POST']);
  });

  it('makes rows without what is below them of buckets', async () => {
    answering({ query_range: buckets });
    const [answer] = await source.query(requestOf([{ expr: 'x', format: 'heatmap' }]));
    const rows = answer!.frames[0]!.fields.slice(1);
    const bounds = rows.map(({ name }) => (name === '+Inf' ? Number.POSITIVE_INFINITY : Number(name)));
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    const total = rows.reduce((sum, row) => sum + Number(row.values.at(-1)), 0);
    const all = buckets.data.result.find(({ metric }) => metric.le === '+Inf')!.values.at(-1)![1];
    expect(total).toBeCloseTo(Number(all));
  });

  it('makes one table with a column for each label, named by its query where there are several', async () => {
    answering({ query: instant });
    const table = { expr: 'x', format: 'table', instant: true };
    const answers = await source.query(requestOf([table, table]));
    expect(answers.map(({ frames }) => frames[0]!.fields.map(({ name }) => name))).toEqual([
      ['Time', 'service', 'Value #A'],
      ['Time', 'service', 'Value #B'],
    ]);
  });

  it('keeps what is no number apart', async () => {
    const values = [
      [1, 'NaN'],
      [2, '+Inf'],
      [3, '-Inf'],
    ];
    answering({ query_range: { status: 'success', data: { resultType: 'matrix', result: [{ metric: {}, values }] } } });
    const [answer] = await source.query(requestOf([{ expr: 'x' }]));
    expect(answer!.frames[0]!.fields[1]!.values).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
  });

  it('gives 5,000 series', async () => {
    const result = Array.from({ length: 5000 }, (_, index) => ({
      metric: { id: `<b>${index}</b>` },
      values: [[1, '1']],
    }));
    answering({ query_range: { status: 'success', data: { resultType: 'matrix', result } } });
    const [answer] = await source.query(requestOf([{ expr: 'x' }]));
    expect(answer!.frames).toHaveLength(5000);
    expect(answer!.frames[7]!.fields[1]!.labels).toEqual({ id: '<b>7</b>' });
  });

  it('rejects only where the request is aborted', async () => {
    const controller = new AbortController();
    vi.stubGlobal(
      'fetch',
      (_: string, { signal }: RequestInit) =>
        new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))),
    );
    const asked = source.query({ ...requestOf([{ expr: 'x' }]), signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toThrow('aborted');
  });
});

const VARIABLES: readonly (readonly [unknown, string, Record<string, string>])[] = [
  ['label_names()', 'labels', {}],
  ['label_values(job)', 'label/job/values', {}],
  ['label_values(up{a="b,c"}, job)', 'label/job/values', { 'match[]': 'up{a="b,c"}' }],
  [{ query: 'label_values(up, job)', refId: 'x', qryType: 1 }, 'label/job/values', { 'match[]': 'up' }],
  [
    { qryType: 1, label: 'job', metric: 'up', labelFilters: [{ label: 'a', op: '=~', value: 'b' }] },
    'label/job/values',
    { 'match[]': 'up{a=~"b"}' },
  ],
  ['metrics(http_.*)', 'label/__name__/values', { 'match[]': '{__name__=~".*(?:http_.*).*"}' }],
];

describe('variable values', () => {
  it.each(VARIABLES)('asks %j as %s', async (query, path, parameters) => {
    const sent = answering({ [path]: { status: 'success', data: ['a', 'b'] } });
    const { range } = requestOf([]);
    const values = await source.variableValues(query, range, new AbortController().signal);
    expect(values).toEqual([
      { text: 'a', value: 'a' },
      { text: 'b', value: 'b' },
    ]);
    const { start: _, end: __, ...rest } = Object.fromEntries(sent[0]!.parameters);
    expect(rest).toEqual(parameters);
  });

  it('writes the samples of query_result as text', async () => {
    answering({ query: instant });
    const found = await source.variableValues(
      'query_result(topk(1, x))',
      requestOf([]).range,
      new AbortController().signal,
    );
    const [at, value] = instant.data.result[0]!.value as [number, string];
    expect(found[0]!.text).toBe(`{service="${instant.data.result[0]!.metric.service}"} ${value} ${at * 1000}`);
  });
});

describe('annotations', () => {
  it('joins neighbouring points of a series into one region', async () => {
    const values = [
      [60, '1'],
      [120, '1'],
      [180, '0'],
      [240, '1'],
    ];
    const result = [{ metric: { alertname: 'Down', job: 'api' }, values }];
    answering({ query_range: { status: 'success', data: { resultType: 'matrix', result } } });
    const query = {
      refId: 'Anno',
      expr: 'ALERTS',
      step: '60s',
      titleFormat: '{{alertname}} of {{job}}',
      tagKeys: 'job',
    };
    const events = await source.annotations(query, requestOf([]));
    expect(events.map(({ time, timeEnd, title, tags }) => ({ time, timeEnd, title, tags }))).toEqual([
      { time: 60_000, timeEnd: 120_000, title: 'Down of api', tags: ['api'] },
      { time: 240_000, timeEnd: 240_000, title: 'Down of api', tags: ['api'] },
    ]);
  });
});
