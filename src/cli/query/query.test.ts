import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chart } from './chart.js';
import { type QueryOptions, query } from './query.js';

const success = (data: unknown, rest = {}) => JSON.stringify({ status: 'success', data, ...rest });

/** What the server answers to the next question, and what it was asked. */
let answer = '';
let asked = { path: '', parameters: new URLSearchParams() };
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  asked = { path: request.url ?? '', parameters: new URLSearchParams(body) };
  response.end(answer);
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function printed(options: Omit<QueryOptions, 'url'>): Promise<string> {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  try {
    await query({ url, ...options });
    return log.mock.calls.join('\n');
  } finally {
    log.mockRestore();
  }
}

describe('quartet query', () => {
  it('prints a vector as a table', async () => {
    answer = success({
      resultType: 'vector',
      result: [
        { metric: { __name__: 'up', job: 'a' }, value: [0, '1'] },
        { metric: { job: 'long "name"' }, histogram: [0, { count: '3', sum: '1.5', buckets: [] }] },
      ],
    });
    expect(await printed({ promql: 'up', time: '60' })).toBe(
      ['up{job="a"}            1', '{job="long \\"name\\""}  histogram of 3 observations, sum 1.5'].join('\n'),
    );
    expect(asked.path).toBe('/api/v1/query');
    expect(asked.parameters.get('time')).toBe('60');
  });

  it('asks for a range, and prints it by time', async () => {
    answer = success({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'up' },
          values: [
            [60, '1'],
            [120, '0'],
          ],
        },
      ],
    });
    expect(await printed({ promql: 'up', time: '120', range: '1m', step: '30s' })).toBe(
      ['up', '  1970-01-01T00:01:00.000Z  1', '  1970-01-01T00:02:00.000Z  0'].join('\n'),
    );
    expect(asked.path).toBe('/api/v1/query_range');
    expect(Object.fromEntries(asked.parameters)).toEqual({ query: 'up', start: '60', end: '120', step: '30' });
  });

  it('prints JSON where it is wanted', async () => {
    answer = success({ resultType: 'scalar', result: [0, '3'] });
    expect(JSON.parse(await printed({ promql: '1+2', json: true }))).toEqual({
      resultType: 'scalar',
      result: [0, '3'],
    });
  });

  it.each([
    [
      { promql: 'up{' },
      JSON.stringify({ status: 'error', errorType: 'bad_data', error: '1:4: no' }),
      'bad_data: 1:4: no',
    ],
    [{ promql: 'up' }, '<html>', /answered 200: <html>/],
    [{ promql: 'up', range: 'soon' }, '', '--range soon is not a duration such as 30s or 1h'],
    [{ promql: 'up', range: '1h', time: 'soon' }, '', /--time soon is neither/],
    [{}, '', /needs --promql/],
  ])('tells what is wrong with %o', async (options, body, message) => {
    answer = body;
    await expect(query({ url, ...options })).rejects.toThrow(message);
  });
});

describe('chart', () => {
  const series = (values: [number, string][]) => ({ metric: { __name__: 'm' }, values, histograms: [] });

  it('draws the line from its lowest to its highest value, over its time', () => {
    const drawn = chart(
      [
        series([
          [0, '0'],
          [60, '5000000'],
          [120, 'NaN'],
          [180, '10000000'],
        ]),
      ],
      40,
      false,
    );
    expect(drawn).toContain('10M┤');
    expect(drawn).toContain(' 0┤');
    expect(drawn).toContain('1970-01-01T00:00:00.000Z … 1970-01-01T00:03:00.000Z');
    expect(drawn.endsWith('\nm')).toBe(true);
  });

  it('says that there is nothing to draw', () => {
    expect(chart([series([[0, 'NaN']])], 40, false)).toContain('no finite values');
  });
});
