import { describe, expect, it } from 'vitest';
import { inlined } from './inlined.js';

describe('inlined', () => {
  it.each([
    [{ sql: '1', params: {} }, '1'],
    [
      { sql: 'labels[{n:String}] = {v:String}', params: { n: 'a', v: "it's {n:String}" } },
      "labels['a'] = 'it\\'s {n:String}'",
    ],
    [{ sql: 'id IN {ids:Array(UInt64)}', params: { ids: [1n, 2n] } }, 'id IN [1, 2]'],
  ])('%o', (condition, text) => expect(inlined(condition)).toBe(text));
});
