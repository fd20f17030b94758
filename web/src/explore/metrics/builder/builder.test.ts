import { afterEach, describe, expect, it, vi } from 'vitest';
import { parsePromql } from './ask-parse';
import trees from './fixtures/trees.json';
import { type AstNode, NotBuildable, readPromql } from './read';
import { writePromql } from './write';

const TREES = trees as unknown as Readonly<Record<string, AstNode>>;

afterEach(() => vi.unstubAllGlobals());

describe('there and back', () => {
  it.each([
    ['up'],
    ['http_requests_total{service="a", code!="500"}'],
    ['rate(http_requests_total{service=~"a|b"}[5m])'],
    ['sum by (job, service) (rate(http_requests_total[5m]))'],
    ['sum without (instance) (up)'],
    ['histogram_quantile(0.95, sum by (le) (rate(latency_bucket[1m])))'],
    ['topk(5, sum by (job) (up))'],
    ['quantile_over_time(0.9, up[10m])'],
    ['(sum(up) * 100) / 3'],
    ['clamp(up, 0, 1)'],
    ['label_replace(up, "a", "$1", "b", "(.*)")'],
    ['count_values("v", up)'],
    ['sum(up) > 1'],
    ['{__name__=~"a.*"}'],
  ])('%s', (text) => {
    expect(writePromql(readPromql(TREES[text]!))).toBe(text);
  });
});

describe('what the builder has no words for', () => {
  it.each([
    ['up offset 5m', /offset/],
    ['sum(up) / sum(down)', /between two queries/],
    ['max_over_time(rate(up[1m])[5m:1m])', /subquer|max_over_time/],
    ['-up', /signs|unary/],
    ['1 + 1', /without a metric/],
    ['up > bool 1', /between two queries/],
    ['time()', /without a metric/],
  ])('%s', (text, reason) => {
    expect(() => readPromql(TREES[text]!)).toThrow(NotBuildable);
    expect(() => readPromql(TREES[text]!)).toThrow(reason);
  });
});

it('keeps macros while the server parses lengths', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    const query = new URL(url, 'http://x').searchParams.get('query')!;
    asked.push(query);
    const tree = structuredClone<unknown>(TREES['rate(http_requests_total{service=~"a|b"}[5m])']!) as {
      args: { range: number }[];
    };
    tree.args[0]!.range = Number(/\[(\d+)ms\]/.exec(query)![1]);
    return new Response(JSON.stringify({ status: 'success', data: tree }));
  });
  const text = 'rate(http_requests_total{service=~"a|b"}[$__rate_interval])';
  expect(writePromql(await parsePromql(text, new AbortController().signal))).toBe(text);
  expect(asked[0]).not.toContain('$');
});

it('writes names beyond letters in quotes', () => {
  expect(writePromql({ metric: 'http.requests', matchers: [], operations: [] })).toBe('{__name__="http.requests"}');
  expect(writePromql({ metric: '', matchers: [], operations: [] })).toBe('');
});
