import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property.js';
import { EmbeddedEngine } from '../engine/embedded.js';
import { inlined } from './inlined.js';

describe('inlined', () => {
  it.each([
    [{ sql: '1', params: {} }, '1'],
    [
      { sql: 'labels[{n:String}] = {v:String}', params: { n: 'a', v: "it's {n:String}" } },
      "labels['a'] = 'it\\'s {n:String}'",
    ],
    [{ sql: 'id IN {ids:Array(UInt64)}', params: { ids: [1n, 2n] } }, "id IN CAST('[1,2]', 'Array(UInt64)')"],
    [{ sql: 'ts > {t:Int64}', params: { t: -1n } }, "ts > CAST('-1', 'Int64')"],
    [{ sql: "at = {t:DateTime64(9, 'UTC')}", params: { t: '1.5' } }, "at = CAST('1.5', 'DateTime64(9, \\'UTC\\')')"],
    // What is quoted already has no placeholders.
    [{ sql: "a = 'it\\'s {n:String}' AND `{n:String}` = {n:String}", params: { n: 'x' } }, undefined],
  ])('%o', (condition, text) => {
    expect(inlined(condition)).toBe(text ?? "a = 'it\\'s {n:String}' AND `{n:String}` = 'x'");
  });

  it.each(['n', 'toString', '__proto__'])('refuses %s without a value', (name) => {
    expect(() => inlined({ sql: `{${name}:String}`, params: {} })).toThrow(`the query parameter ${name} has no value`);
  });

  it('reads a quoted text of megabytes', () => {
    const quoted = `'${"\\'x".repeat(300_000)}'`;
    expect(inlined({ sql: `${quoted} = {n:String}`, params: { n: '' } })).toBe(`${quoted} = ''`);
  });
});

describe('values of a query', () => {
  let directory: string;
  let engine: EmbeddedEngine;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quartet-inlined-'));
    engine = new EmbeddedEngine({ dataDir: directory, memoryLimit: 1 << 29 });
    await engine.start();
  });
  afterAll(async () => {
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** Texts that try to leave their quotes, or to be taken for a placeholder. */
  const hostile = fc
    .array(
      fc.constantFrom("'", '\\', '`', '"', '\0', '\n', ') OR 1 --', '/*', '{a:String}', '{b:UInt64}', '}', '$1', '№'),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));

  it('come back as they went, whatever they hold', () =>
    fc.assert(
      fc.asyncProperty(hostile, hostile, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), async (a, c, b) => {
        const sql = 'SELECT {a:String} AS a, {b:UInt64} AS b, {c:Array(String)} AS c, {a:String} = {d:String} AS same';
        const limits = { timeoutMs: 10_000, maxMemory: 1e9 };
        const answers: unknown[] = [];
        for await (const block of engine.query(sql, { a, b, c: [c, a], d: a }, limits))
          answers.push(['a', 'b', 'c', 'same'].map((name) => block.column(name).value(0)));
        expect(answers).toEqual([[a, b, [c, a], 1]]);
      }),
      { numRuns: 200 },
    ));
});
