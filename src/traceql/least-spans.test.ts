import { describe, expect, it } from 'vitest';
import { leastSpans } from './least-spans.js';
import { parse } from './parser.js';

function leastOf(query: string): number | undefined {
  const { root } = parse(query);
  if (root.kind !== 'pipeline') throw new Error(`not a search: ${query}`);
  return leastSpans(root)?.spans;
}

describe('spans that a search needs of a trace', () => {
  it.each([
    ['{ status = error } | count() > 2', 3],
    ['{ status = error } | count() >= 2', 2],
    ['{ status = error } | count() = 5', 5],
    ['{ } | count() > 2', 3],
    ['{ } | by(name) | count() > 2 | count() > 4', 5],
    ['{ } | { kind = server } | count() > 2', 3],
  ])('%s: %d', (query, spans) => {
    expect(leastOf(query)).toBe(spans);
  });

  it.each([
    '{ }',
    '{ } | count() > 0',
    '{ } | count() < 3',
    '{ } | count() != 3',
    '{ } | avg(duration) > 3',
    '{ } | count() > 2.5',
    '({ } && { kind = server }) | count() > 3',
  ])('%s: one will do', (query) => {
    expect(leastOf(query)).toBeUndefined();
  });
});
