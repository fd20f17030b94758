import { describe, expect, it } from 'vitest';
import { queryOfBody, queryOfUrl } from './v3-parameters.js';

const ofUrl = (query: string) => {
  const found = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) found.set(name, [value]);
  return queryOfUrl(found);
};

const WANTED = {
  service: 'shop',
  operation: 'GET /',
  tags: new Map([['http.status', '200']]),
  start: 1_795_176_000_500_000_000n,
  end: 1_795_176_060_000_000_000n,
  minDuration: 1_500_000n,
  maxDuration: 2_000_000_000n,
  limit: 7,
};

describe('a query of api_v3', () => {
  it.each([
    [
      'in the names of protobuf',
      [
        'service_name',
        'operation_name',
        'start_time_min',
        'start_time_max',
        'duration_min',
        'duration_max',
        'search_depth',
      ],
    ],
    [
      'in the names of JSON',
      ['serviceName', 'operationName', 'startTimeMin', 'startTimeMax', 'durationMin', 'durationMax', 'searchDepth'],
    ],
  ])('%s', (_, names) => {
    const values = ['shop', 'GET /', '2026-11-20T12:00:00.5Z', '2026-11-20T13:01:00+01:00', '1.5ms', '2s', '7'];
    const url = new URLSearchParams(Object.fromEntries(names.map((name, i) => [`query.${name}`, values[i]!])));
    url.set('query.attributes', '{"http.status":"200"}');
    expect(ofUrl(url.toString())).toEqual(WANTED);
    const fields = Object.fromEntries(names.map((name, i) => [name, i === 6 ? 7 : values[i]]));
    expect(queryOfBody(JSON.stringify({ query: { ...fields, attributes: { 'http.status': '200' } } }))).toEqual(WANTED);
  });

  it('may be left out', () => {
    expect(queryOfBody('{}')).toMatchObject({ service: '', limit: 0, start: undefined });
  });

  it.each([
    ['{', 'malformed body: '],
    ['{"query":7}', 'malformed body: query is no object'],
    ['{"query":{"filter":{"op":"eq"}}}', 'structured filters are not supported'],
    ['{"query":{"startTimeMin":"now"}}', 'malformed parameter \'query.start_time_min\': "now" is no time of RFC 3339'],
    ['{"query":{"attributes":{"a":1}}}', "malformed 'query.attributes' parameter"],
  ])('refuses %s', (json, message) => {
    expect(() => queryOfBody(json)).toThrow(message);
  });
});
