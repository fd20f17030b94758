import { expect, it } from 'vitest';
import { around, linkToExplore, linkToTrace, logsOfTrace, spansOfService } from './links';

it('links carry queries whatever is in them', () => {
  const query = spansOfService('a "b" & c', 'status = error');
  expect(query).toBe('{ resource.service.name = "a \\"b\\" & c" && status = error }');
  const url = new URL(linkToExplore('traces', query, around(1000, 500)), 'http://x');
  expect(url.pathname).toBe('/explore/traces');
  expect(url.searchParams.get('query')).toBe(query);
  expect(url.searchParams.get('from')).toBe('500');
  expect(new URL(linkToExplore('metrics', ['up', 'down']), 'http://x').searchParams.getAll('query')).toEqual([
    'up',
    'down',
  ]);
});

it('links to traces and their lines', () => {
  expect(linkToTrace('ab', 'cd')).toBe('/trace/ab?span=cd');
  expect(linkToTrace('../x')).toBe('/trace/..%2Fx');
  expect(logsOfTrace('ab')).toBe('{service_name=~".+"} | trace_id="ab"');
  expect(logsOfTrace('ab', 'shop')).toBe('{service_name="shop"} | trace_id="ab"');
});
