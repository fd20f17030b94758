import { describe, expect, it } from 'vitest';
import { matchingSpans, NO_FILTER, nextMatch, readDuration, type Search, type SpanFilter } from './span-filter';
import { EXAMPLE } from './testing/example-trace';

const matches = (filter: Partial<SpanFilter>, search?: Search) => {
  const found = matchingSpans(EXAMPLE, { ...NO_FILTER, ...filter }, search);
  return found && [...found].map((index) => EXAMPLE[index]!.spanId);
};

describe('matchingSpans', () => {
  it('asks for nothing unless told', () => {
    expect(matches({})).toBeUndefined();
    expect(matches({ text: '  ' })).toBeUndefined();
  });

  it.each<[Partial<SpanFilter>, string[]]>([
    [{ text: 'STOCK' }, ['b', 'c1', 'c2']],
    [{ text: 'declined' }, ['d']],
    [{ services: ['stock'], leastNs: 20e6 }, ['b']],
    [{ onlyErrors: true }, ['d']],
    [{ onlyCritical: true }, ['c2']],
    [{ onlyErrors: true, services: ['stock'] }, []],
  ])('%j', (filter, expected) => expect(matches(filter)).toEqual(expected));

  it('looks into attributes where they are loaded', () => {
    const textOf = (spanId: string) => (spanId === 'e' ? 'http.route=/orders' : '');
    expect(matches({ text: '/Orders' }, { textOf })).toEqual(['e']);
  });

  it('leaves TraceQL to who answers it', () => {
    expect(matches({ text: '{ kind = server }' })).toEqual([]);
    expect(matches({ text: '{ kind = server }', onlyErrors: true }, { found: new Set(['a', 'd']) })).toEqual(['d']);
  });
});

it('goes round from match to match', () => {
  expect(nextMatch([2, 5], undefined, 1)).toBe(2);
  expect(nextMatch([2, 5], 2, 1)).toBe(5);
  expect(nextMatch([2, 5], 5, 1)).toBe(2);
  expect(nextMatch([2, 5], 2, -1)).toBe(5);
  expect(nextMatch([], 2, 1)).toBeUndefined();
});

it.each([
  ['20', 20e6],
  ['1.5s', 1.5e9],
  ['300 µs', 300e3],
  ['2m', 120e9],
  ['soon', undefined],
])('reads the duration %s', (text, expected) => expect(readDuration(text)).toBe(expected));
