import { describe, expect, it } from 'vitest';
import { printQuery } from '../print-query.js';
import { tagFilter } from './tag-filter.js';

describe('the filter of tags', () => {
  it.each([
    ['{ span.a = "x" }', '{ span.a = `x` }'],
    ['{ span.a = "x" || resource.b != nil }', '{ (span.a = `x`) || (resource.b != nil) }'],
    // Not finished yet: the conditions that are count.
    ['{ span.a = "x" && span.b = }', '{ span.a = `x` }'],
    ['{ span.a = && name = "&&" && kind = server', '{ (name = `&&`) && (kind = server) }'],
    ['{ span.a = }', undefined],
    // Nothing that filters.
    ['', undefined],
    ['{ }', undefined],
    ['garbage', undefined],
    ['{ .a = "x" }', undefined],
    ['{ span.a = "x" && .b = 1 }', undefined],
    ['{ span.a = 1 } >> { span.b = 2 }', undefined],
    ['{ span.a = 1 } | count() > 2', undefined],
    ['{ span.a = 1 } | rate()', undefined],
    [`{ ${'"'.repeat(9_999)}`, undefined],
  ])('%j', (query, expected) => {
    const filter = tagFilter(query);
    const printed = filter && printQuery({ root: { kind: 'pipeline', stages: [filter] }, hints: [] });
    expect(printed).toBe(expected);
  });
});
