import { describe, expect, it } from 'vitest';
import { dependenciesRange, tracesRequest } from './search-parameters.js';

const NOW_MS = 1_795_176_000_000;
const parameters = (query: string) => {
  const found = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) found.set(name, [...(found.get(name) ?? []), value]);
  return found;
};
const asked = (query: string) => tracesRequest(parameters(query), NOW_MS);

describe('parameters of a search', () => {
  it('has defaults', () => {
    expect(asked('service=shop')).toEqual({
      search: {
        service: 'shop',
        operation: '',
        tags: new Map(),
        minDuration: undefined,
        maxDuration: undefined,
        range: { start: 1_795_003_200_000_000_000n, end: 1_795_176_000_000_000_000n },
        limit: 100,
      },
    });
  });

  it('reads µs, durations and tags of both forms', () => {
    const query =
      'service=shop&operation=GET%20/&start=1000&end=2000&minDuration=1.5ms&maxDuration=2s&limit=7&tag=a:b:c&tags={"d":"e"}';
    expect(asked(query)).toMatchObject({
      search: {
        operation: 'GET /',
        tags: new Map([
          ['a', 'b:c'],
          ['d', 'e'],
        ]),
        minDuration: 1_500_000n,
        maxDuration: 2_000_000_000n,
        range: { start: 1_000_000n, end: 2_000_000n },
        limit: 7,
      },
    });
  });

  it.each([
    ['1h', 3_600n],
    ['2d', 172_800n],
    ['custom', 172_800n],
  ])('looks back %s', (lookback, seconds) => {
    const found = asked(`service=shop&lookback=${lookback}`);
    expect('search' in found && found.search.range.end - found.search.range.start).toBe(seconds * 1_000_000_000n);
  });

  it('asks for ids alone where there are some', () => {
    expect(asked('traceID=a&traceID=b&service=')).toEqual({ ids: ['a', 'b'] });
  });

  it.each([
    ['', "parameter 'service' is required"],
    ['service=a&start=x', `unable to parse param 'start': strconv.ParseInt: parsing "x": invalid syntax`],
    ['service=a&limit=99999999999999999999', /value out of range/],
    ['service=a&limit=-1', /must not be negative/],
    ['service=a&minDuration=5', 'unable to parse param \'minDuration\': time: missing unit in duration "5"'],
    ['service=a&minDuration=2s&maxDuration=1s', "'maxDuration' should be greater than 'minDuration'"],
    ['service=a&tag=x', "malformed 'tag' parameter, expecting key:value, received: x"],
    ['service=a&tags=[]', /cannot unmarshal JSON: expected an object/],
    ['service=a&tags={"x":1}', /the value of "x" is no string/],
  ])('refuses %s', (query, message) => {
    expect(() => asked(query)).toThrow(message);
  });

  it('gives dependencies a day', () => {
    expect(dependenciesRange(parameters('endTs=86400000'), NOW_MS)).toEqual({ start: 0n, end: 86_400_000_000_001n });
    expect(() => dependenciesRange(parameters('endTs=x'), NOW_MS)).toThrow("unable to parse param 'endTs'");
  });
});
