import { describe, expect, it } from 'vitest';
import { storedSpan } from '../../test/support/stored-span-batch.js';
import type { StoredSpan } from '../model/stored-span.js';
import { filterTrace, parseTraceFilter } from './filter-trace.js';

const id = (n: number): Uint8Array => Buffer.from(n.toString(16).padStart(16, '0'), 'hex');

const span = (name: string, own: number, parent: number): StoredSpan =>
  storedSpan({ name, spanId: id(own), parentId: id(parent), traceId: Buffer.alloc(16, 1) });

/** root(a(b(c)), d), and two that are each other's parents. */
const TRACE = [
  span('root', 1, 0),
  span('a', 2, 1),
  span('b', 3, 2),
  span('c', 4, 3),
  span('d', 5, 1),
  span('x', 6, 7),
  span('y', 7, 6),
];

describe('spans of a trace that a filter keeps', () => {
  it.each([
    ['{ name = "b" }', 0, 0, 'b'],
    ['{ name = "b" }', 0, -1, 'root a b'],
    ['{ name = "b" }', 0, 1, 'a b'],
    ['{ name = "a" }', 1, 0, 'a b'],
    ['{ name = "a" }', -1, -1, 'root a b c'],
    ['{ name = "none" }', -1, -1, ''],
    ['{ name = "x" }', -1, -1, 'x y'],
    ['{ }', 0, 0, 'root a b c d x y'],
  ])('%s, %i down, %i up', async (query, matchDepth, ancestorDepth, kept) => {
    const filter = { spans: parseTraceFilter(query), matchDepth, ancestorDepth };
    const spans = await filterTrace(TRACE, filter);
    expect(spans.map(({ name }) => name).join(' ')).toBe(kept);
  });

  it.each([
    ['{ status = error', 'failed to parse TraceQL spanset filter: parse error at line 1, col 17: '],
    ['{ } | rate()', 'only a single TraceQL filter is supported: got a metrics query'],
    ['{ } >> { }', 'only a single TraceQL filter is supported: got a structural or aggregate query'],
    ['{ } | count() > 1', 'only a single TraceQL filter is supported: got a structural or aggregate query'],
    ['{ trace:rootName = "a" }', 'intrinsic is not supported by this filter: "rootName"'],
  ])('refuses %s', (query, message) => {
    expect(() => parseTraceFilter(query)).toThrow(`invalid TraceQL filter: ${message}`);
  });

  it('walks long chains', async () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => span(`s${i}`, i + 1, i));
    const filter = { spans: parseTraceFilter('{ name = "s19999" }'), matchDepth: 0, ancestorDepth: -1 };
    expect(await filterTrace(chain, filter)).toHaveLength(20_000);
  });
});
