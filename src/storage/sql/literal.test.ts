import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fc } from '../../../test/support/property.js';
import { EmbeddedEngine } from '../engine/embedded.js';
import { identifier, type LiteralValue, literal } from './literal.js';

/** Texts that try to leave their quotes. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom("'", '\\', '`', '"', '\0', '\n', '\t', '\b', '-', '/', '*', ';', ')', '{', 'x', '№'),
  }),
);

describe('literals come back as they went', () => {
  let directory: string;
  let engine: EmbeddedEngine;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quartet-literal-'));
    engine = new EmbeddedEngine({ dataDir: directory, memoryLimit: 1 << 29 });
    await engine.start();
  });
  afterAll(async () => {
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const select = async (expression: string): Promise<{ name: string; value: unknown }> => {
    const limits = { timeoutMs: 10_000, maxMemory: 1e9 };
    for await (const block of engine.query(`SELECT ${expression}`, {}, limits)) {
      const [entry] = block.columns;
      return { name: entry![0], value: entry![1].value(0) };
    }
    throw new Error('no answer');
  };
  const holds = <T>(values: fc.Arbitrary<T>, check: (value: T) => Promise<void>): Promise<void> =>
    fc.assert(fc.asyncProperty(values, check), { numRuns: 150 });

  test('strings', () =>
    holds(hostile, async (text) => {
      expect((await select(`${literal(text)} AS v`)).value).toBe(text);
    }));

  test('strings bound as parameters', () =>
    holds(hostile, async (text) => {
      for await (const block of engine.query(
        'SELECT {v:String} AS v, {w:Array(String)} AS w',
        { v: text, w: [text, ''] },
        { timeoutMs: 10_000, maxMemory: 1e9 },
      )) {
        expect(block.column('v').value(0)).toBe(text);
        expect(block.column('w').value(0)).toEqual([text, '']);
      }
    }));

  test('lists of strings', () =>
    holds(fc.array(hostile, { minLength: 1 }), async (texts) => {
      expect((await select(`${literal(texts)} AS v`)).value).toEqual(texts);
    }));

  test('doubles', () =>
    holds(fc.double(), async (number) => {
      const { value } = await select(`toFloat64(0-${literal(number)}) AS v`);
      // An integer literal has no negative zero.
      expect(value).toBe(number === 0 ? 0 : -number);
    }));

  test('64-bit integers', () =>
    holds(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), async (integer) => {
      expect((await select(`toString(${literal(integer)}) AS v`)).value).toBe(String(integer));
    }));

  test('identifiers', () =>
    holds(
      hostile.filter((name) => name !== ''),
      async (name) => {
        expect(await select(`1 AS ${identifier(name)}`)).toEqual({ name, value: 1 });
      },
    ));
});

test.each<[LiteralValue, string]>([
  [null, 'NULL'],
  [true, 'true'],
  [-1, '(-1)'],
  [Number.NEGATIVE_INFINITY, '(-inf)'],
  [Number.NaN, 'nan'],
  [[1n, [2n]], '[1, [2]]'],
  ["it's", "'it\\'s'"],
])('%s', (value, text) => {
  expect(literal(value)).toBe(text);
});

test('what has no literal', () => {
  expect(() => literal(2n ** 64n)).toThrow('64 bits');
  expect(() => identifier('')).toThrow('empty');
});
