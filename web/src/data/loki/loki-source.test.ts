import { afterEach, describe, expect, it, vi } from 'vitest';
import { answering, requestOf } from '../support/answering';
import matrix from './fixtures/matrix.json';
import streams from './fixtures/streams.json';
import { searchWords } from './log-frame';
import { lokiSource } from './loki-source';
import { isMetricQuery } from './query';

const source = lokiSource('loki');
const columns = (frame: { fields: readonly { name: string; values: unknown[] }[] }) =>
  Object.fromEntries(frame.fields.map(({ name, values }) => [name, values]));

afterEach(() => vi.unstubAllGlobals());

describe('log queries', () => {
  it('gives one frame with the newest first, labels by kind and an id for each entry', async () => {
    const sent = answering({ query_range: streams });
    const [answer] = await source.query(requestOf([{ expr: '{a="b"} |= "x"', maxLines: 4 }]));
    expect(sent[0]!.parameters.get('limit')).toBe('4');
    const { tsNs, Line, labelTypes, id, Time } = columns(answer!.frames[0]!);
    expect(tsNs).toEqual(
      streams.data.result
        .flatMap(({ values }) => values.map(([ns]) => ns))
        .sort()
        .reverse(),
    );
    expect(Time![0]).toBe(Number(String(tsNs![0]).slice(0, -6)));
    expect(new Set(id).size).toBe(Line!.length);
    expect(labelTypes![0]).toMatchObject({ service_name: 'I', detected_level: 'S' });
    expect(answer!.frames[0]!.meta).toMatchObject({ preferredVisualisationType: 'logs', searchWords: ['x'] });
  });

  it('carries a line of 10 MB and one with markup as they are', async () => {
    const lines = ['x'.repeat(10_000_000), '<script>alert(1)</script>'];
    const result = [{ stream: {}, values: lines.map((line, index) => [`179528889000000000${index}`, line]) }];
    answering({ query_range: { status: 'success', data: { resultType: 'streams', result } } });
    const [answer] = await source.query(requestOf([{ expr: '{a="b"}', direction: 'forward' }]));
    expect(columns(answer!.frames[0]!).Line).toEqual(lines);
  });
});

describe('metric queries', () => {
  it('asks with a step and gives a frame for each series', async () => {
    const sent = answering({ query_range: matrix });
    const [answer] = await source.query(
      requestOf([{ expr: 'count_over_time({a="b"}[$__interval])', legendFormat: '{{level}}' }]),
    );
    expect(sent[0]!.parameters.get('query')).toBe('count_over_time({a="b"}[15s])');
    expect(answer!.frames.map((frame) => frame.name)).toEqual(matrix.data.result.map(({ metric }) => metric.level));
  });

  it.each([
    ['{a="b"} | json', false],
    ['  ({a="b"})', false],
    ['# a comment\n{a="b"}', false],
    ['sum(rate({a="b"}[1m]))', true],
    ['1 + 1', true],
  ])('tells %j from a log query: %s', (expr, isMetric) => {
    expect(isMetricQuery(expr)).toBe(isMetric);
  });
});

describe('variables and annotations', () => {
  it.each([
    ['label_names()', 'labels', null],
    ['label_values(job)', 'label/job/values', null],
    ['label_values({a="b"}, job)', 'label/job/values', '{a="b"}'],
    [{ type: 1, label: 'job', stream: '{a="b"}', refId: 'x' }, 'label/job/values', '{a="b"}'],
  ])('asks %j', async (query, path, stream) => {
    const sent = answering({ [path]: { status: 'success', data: ['x'] } });
    expect(await source.variableValues(query, requestOf([]).range, new AbortController().signal)).toEqual([
      { text: 'x', value: 'x' },
    ]);
    expect(sent[0]!.parameters.get('query')).toBe(stream);
  });

  it('makes an event of each entry', async () => {
    answering({ query_range: streams });
    const query = {
      refId: 'Anno',
      expr: '{a="b"}',
      titleFormat: 'of {{service_name}}',
      tagKeys: 'level, service_name',
    };
    const events = await source.annotations(query, requestOf([]));
    expect(events).toHaveLength(streams.data.result.flatMap(({ values }) => values).length);
    expect(events[0]!.title).toBe(`of ${streams.data.result[0]!.stream.service_name}`);
  });

  it('finds the words that a query filters by', () => {
    expect(searchWords('{a="b"} |= "x\\"y" |~ `z.*` != "no" | json')).toEqual(['x"y', 'z.*']);
  });
});
