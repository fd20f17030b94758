import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QuartetError } from '../../src/model/errors.js';
import type { Engine, QueryParams } from '../../src/storage/engine/engine.js';
import type { QueryLimits } from '../../src/storage/interface.js';
import type { Block } from '../../src/storage/native/block-reader.js';
import { ArrayColumn, MapColumn, StringColumn, WideColumn } from '../../src/storage/native/block-reader-columns.js';
import { rowsBlock, STRUCTURE } from './engine-rows.js';

export const LIMITS: QueryLimits = { timeoutMs: 20_000, maxMemory: 500_000_000 };

export async function collect(blocks: AsyncIterable<Block>): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const block of blocks) {
    for (let row = 0; row < block.rows; row++) {
      rows.push(Object.fromEntries([...block.columns].map(([name, column]) => [name, column.value(row)])));
    }
  }
  return rows;
}

/** What every engine does. `make` gives an engine on an empty store; it is started and stopped here. */
export function engineContract(name: string, make: () => Promise<Engine>): void {
  describe(`engine contract: ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await make();
      await engine.start();
      await engine.command('CREATE DATABASE IF NOT EXISTS quartet');
    });
    afterAll(() => engine.stop());

    const rows = (sql: string, params: QueryParams = {}, limits = LIMITS): Promise<Record<string, unknown>[]> =>
      collect(engine.query(sql, params, limits));
    const value = async (sql: string, params: QueryParams = {}): Promise<unknown> => {
      const [row] = await rows(sql, params);
      return Object.values(row ?? {})[0];
    };
    const failure = async (run: () => Promise<unknown>): Promise<QuartetError> => {
      try {
        await run();
      } catch (error) {
        expect(error).toBeInstanceOf(QuartetError);
        return error as QuartetError;
      }
      throw new Error('expected a failure');
    };

    test('is ready', () => {
      expect(engine.ready).toBe(true);
    });

    test.each<[sql: string, expected: unknown]>([
      ['SELECT 255::UInt8', 255],
      ['SELECT 65535::UInt16', 65535],
      ['SELECT 4294967295::UInt32', 4294967295],
      ['SELECT 18446744073709551615::UInt64', 2n ** 64n - 1n],
      ['SELECT -128::Int8', -128],
      ['SELECT -32768::Int16', -32768],
      ['SELECT -2147483648::Int32', -2147483648],
      ["SELECT toInt64('-9223372036854775808')", -(2n ** 63n)],
      ['SELECT 1.5::Float32', 1.5],
      ['SELECT 0.1::Float64 + 0.2', 0.1 + 0.2],
      ['SELECT true', true],
      ["SELECT 'žluť\\0\\n'", 'žluť\0\n'],
      ["SELECT toFixedString('ab', 4)", 'ab\0\0'],
      ["SELECT 'x'::LowCardinality(String)", 'x'],
      ['SELECT NULL::LowCardinality(Nullable(String))', null],
      ['SELECT NULL', null],
      ['SELECT NULL::Nullable(UInt64)', null],
      ['SELECT 7::Nullable(UInt64)', 7n],
      ["SELECT [['a'], [], ['b', 'c']]", [['a'], [], ['b', 'c']]],
      ['SELECT []::Array(LowCardinality(String))', []],
      [
        "SELECT map('k', 1::UInt16, 'l', 2)",
        new Map([
          ['k', 1],
          ['l', 2],
        ]),
      ],
      ["SELECT map('k', 'v')::Map(LowCardinality(String), String)", new Map([['k', 'v']])],
      ["SELECT [map('k', 'v'), map()]::Array(Map(LowCardinality(String), String))", [new Map([['k', 'v']]), new Map()]],
      ["SELECT (1::UInt8, 'b', [2.5])::Tuple(a UInt8, b String, c Array(Float64))", [1, 'b', [2.5]]],
      ["SELECT 'y, )'::Enum8('x' = -1, 'y, )' = 2)", 'y, )'],
      ["SELECT 'far'::Enum16('far' = 3000)", 'far'],
      ["SELECT '1970-01-03'::Date", 2],
      ["SELECT '1970-01-01 00:01:00'::DateTime('UTC')", 60],
      ["SELECT '1970-01-01 00:00:01.000000002'::DateTime64(9, 'UTC')", 1_000_000_002n],
    ])('%s', async (sql, expected) => {
      expect(await value(`${sql} AS v`)).toEqual(expected);
    });

    test('columns as typed arrays and slices', async () => {
      const sql = `SELECT number AS n, toInt64(number) - 2 AS i, concat('row ', toString(number)) AS s,
        range(number) AS a, map('n', toString(number)) AS m FROM numbers(3)`;
      const blocks: Block[] = [];
      for await (const block of engine.query(sql, {}, LIMITS)) blocks.push(block);
      expect(blocks).toHaveLength(1);
      const block = blocks[0]!;
      expect(block.as('n', WideColumn).values).toEqual(BigUint64Array.of(0n, 1n, 2n));
      expect([...block.as('n', WideColumn).words]).toEqual([0, 0, 1, 0, 2, 0]);
      expect([0, 1, 2].map((row) => block.column('i').number(row))).toEqual([-2, -1, 0]);
      const strings = block.as('s', StringColumn);
      expect(strings.text(2)).toBe('row 2');
      expect(Buffer.from(strings.bytes(1)).toString()).toBe('row 1');
      const arrays = block.as('a', ArrayColumn);
      expect([arrays.start(2), arrays.end(2), arrays.elements.number(arrays.start(2) + 1)]).toEqual([1, 3, 1]);
      expect(block.as('m', MapColumn).values.text(2)).toBe('2');
      expect(() => strings.text(3)).toThrow('row 3');
      expect(() => block.column('nothing')).toThrow('no column nothing');
      expect(() => block.as('n', StringColumn)).toThrow('column n is UInt64');
      expect(() => block.column('n').text(0)).toThrow('not text');
    });

    test('many blocks, all types interleaved', async () => {
      const sql = `SELECT number AS n, toString(cityHash64(number)) AS s, (number % 7)::String::LowCardinality(String) AS l,
        arrayResize(['x'], number % 3, 'y') AS a FROM numbers(500000) ORDER BY n`;
      let count = 0;
      let blocks = 0;
      for await (const block of engine.query(sql, {}, LIMITS)) {
        const n = block.as('n', WideColumn);
        expect(n.number(0)).toBe(count);
        expect(block.column('l').text(block.rows - 1)).toBe(String((count + block.rows - 1) % 7));
        expect(block.as('a', ArrayColumn).rows).toBe(block.rows);
        count += block.rows;
        blocks++;
      }
      expect(count).toBe(500_000);
      expect(blocks).toBeGreaterThan(1);
    });

    test('no rows, no blocks', async () => {
      expect(await rows('SELECT number, [map(1, 2)] FROM numbers(10) WHERE number > 10')).toEqual([]);
    });

    test.each<[type: string, value: QueryParams[string], expected: unknown]>([
      ['String', 'it\'s \\ `"\n\t\r\0 ; DROP TABLE x --', 'it\'s \\ `"\n\t\r\0 ; DROP TABLE x --'],
      ['String', '', ''],
      ['String', '\\N', '\\N'],
      ['UInt8', 7, 7],
      ['Float64', 1.25, 1.25],
      ['Float64', Number.NaN, Number.NaN],
      ['Float64', Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
      ['UInt64', 2n ** 64n - 1n, 2n ** 64n - 1n],
      ['Int64', -5n, -5n],
      ['Bool', true, true],
      ['Array(String)', ["a'b", 'c\\d', '\t', ']', ''], ["a'b", 'c\\d', '\t', ']', '']],
      ['Array(UInt64)', [1n, 2n ** 64n - 1n], [1n, 2n ** 64n - 1n]],
      ['Array(UInt8)', [], []],
      ["DateTime64(9, 'UTC')", '1700000000.000000001', 1_700_000_000_000_000_001n],
    ])('binds %s (case %#)', async (type, given, expected) => {
      expect(await value(`SELECT {v:${type}} AS v`, { v: given })).toEqual(expected);
    });

    test('binds a hundred thousand ids', async () => {
      const ids = Array.from({ length: 100_000 }, (_, i) => 10_000_000_000_000_000_000n + BigInt(i));
      expect(await value('SELECT length({ids:Array(UInt64)}) AS n', { ids })).toBe(100_000n);
    });

    test('parameters of queries at once do not mix', async () => {
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          value('SELECT {v:String} AS v FROM numbers(1) WHERE {v:String} != {w:String}', { v: `v${i}`, w: 'x' }),
        ),
      );
      expect(answers).toEqual(Array.from({ length: 60 }, (_, i) => `v${i}`));
    });

    test('inserts several blocks in one go, strings of every byte included', async () => {
      await engine.command(
        'CREATE TABLE quartet.inserted (id UInt64, s String, extra UInt8 DEFAULT 9) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1',
      );
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
      const blocks = [0, 2, 4].map((id) => rowsBlock([BigInt(id), BigInt(id + 1)], [bytes, Buffer.from(`s${id + 1}`)]));
      await engine.insert('quartet.inserted', STRUCTURE, blocks.flat());
      const found = await rows('SELECT id, hex(s) AS s, extra FROM quartet.inserted ORDER BY id');
      expect(found.map((row) => row.id)).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
      expect(found[4]).toEqual({ id: 4n, s: bytes.toString('hex').toUpperCase(), extra: 9 });
    });

    test('inserts at once from many', async () => {
      await engine.command('CREATE TABLE quartet.many (id UInt64, s String) ENGINE = MergeTree ORDER BY id');
      await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          engine.insert('quartet.many', STRUCTURE, rowsBlock([BigInt(i)], [Buffer.from('x')])),
        ),
      );
      expect(await value('SELECT uniqExact(id) AS n FROM quartet.many')).toBe(40n);
    });

    test('a block over 3000 partitions is refused as the rows’ fault, one of 400 is not', async () => {
      await engine.command(
        'CREATE TABLE quartet.parted (id UInt64, s String) ENGINE = MergeTree PARTITION BY id ORDER BY id',
      );
      const block = (rows: number) => {
        const ids = Array.from({ length: rows }, (_, i) => BigInt(i));
        return rowsBlock(
          ids,
          ids.map(() => Buffer.from('')),
        );
      };
      const error = await failure(() => engine.insert('quartet.parted', STRUCTURE, block(3001)));
      expect(error.code).toBe('invalid_argument');
      await engine.insert('quartet.parted', STRUCTURE, block(400));
    });

    test('a broken block is refused and harms nothing', async () => {
      const block = Buffer.concat(rowsBlock([1n], [Buffer.from('abc')]));
      const insert = (bytes: Uint8Array): Promise<void> => engine.insert('quartet.many', STRUCTURE, [bytes]);
      expect((await failure(() => insert(block.subarray(0, block.length - 2)))).code).toBe('internal');
      expect((await failure(() => insert(Buffer.from('not a block')))).code).toBe('internal');
      await insert(block);
    });

    test('time limit', async () => {
      const error = await failure(() =>
        rows('SELECT sum(sipHash64(number)) FROM numbers(1000000000000)', {}, { ...LIMITS, timeoutMs: 200 }),
      );
      expect(error.code).toBe('timeout');
    });

    test('memory limit', async () => {
      const error = await failure(() =>
        rows('SELECT groupArray(number) FROM numbers(100000000)', {}, { ...LIMITS, maxMemory: 50_000_000 }),
      );
      expect(error.code).toBe('limit_exceeded');
    });

    test('an error after the first blocks', async () => {
      let seen = 0;
      const error = await failure(async () => {
        const sql =
          "SELECT number, throwIf(number = 3000000, 'found it') FROM numbers(5000000) SETTINGS max_block_size = 65536, max_threads = 1";
        for await (const block of engine.query(sql, {}, LIMITS)) seen += block.rows;
      });
      expect(error.code).toBe('internal');
      expect(error.message).toContain('found it');
      expect(seen).toBeLessThan(3_000_001);
    });

    test.each<[what: string, sql: string, code: string]>([
      ['syntax', 'SELEC 1', 'internal'],
      ['unknown table', 'SELECT * FROM quartet.nothing', 'internal'],
      ['a parameter that is not there', 'SELECT {x:String}', 'internal'],
      ['a broken regular expression', "SELECT match(toString(number), '(') FROM numbers(3)", 'invalid_argument'],
    ])('%s: %s', async (_what, sql, code) => {
      expect((await failure(() => rows(sql))).code).toBe(code);
    });

    test('a command that fails', async () => {
      expect((await failure(() => engine.command('DROP TABLE quartet.nothing'))).code).toBe('internal');
    });

    test('a command with parameters', async () => {
      await engine.command('CREATE TABLE quartet.commanded (s String) ENGINE = MergeTree ORDER BY s');
      await engine.command('INSERT INTO quartet.commanded SELECT {s:String}', { s: "o'clock\\" });
      expect(await value('SELECT s FROM quartet.commanded')).toBe("o'clock\\");
    });

    test('the event loop goes on while a query is planned', async () => {
      // A scalar's value is asked for while the query around it is planned: half a second.
      const asked = rows('SELECT (SELECT sum(sleepEachRow(0.05)) FROM numbers(10)) AS slept');
      let turns = 0;
      const timer = setInterval(() => turns++, 5);
      await asked;
      clearInterval(timer);
      expect(turns).toBeGreaterThan(10);
    });

    test('breaking off the loop ends the query', async () => {
      for await (const block of engine.query('SELECT number FROM numbers(1000000000000)', {}, LIMITS)) {
        expect(block.rows).toBeGreaterThan(0);
        break;
      }
      await expectIdle();
    });

    test('the signal ends a query that has not answered yet', async () => {
      const controller = new AbortController();
      const limits = { ...LIMITS, signal: controller.signal };
      const running = failure(() => rows('SELECT sum(sipHash64(number)) FROM numbers(1000000000000)', {}, limits));
      await until(async () => (await processes()) > 0);
      controller.abort();
      expect((await running).code).toBe('canceled');
      await expectIdle();
    });

    test('a signal aborted before', async () => {
      const limits = { ...LIMITS, signal: AbortSignal.abort() };
      expect((await failure(() => rows('SELECT 1', {}, limits))).code).toBe('canceled');
    });

    test('more queries than sessions, each answered; small ones beside a long scan', async () => {
      const controller = new AbortController();
      const long = failure(() =>
        rows('SELECT sum(sipHash64(number)) FROM numbers(1000000000000)', {}, { ...LIMITS, signal: controller.signal }),
      );
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => value('SELECT {i:UInt32} AS i', { i })));
      expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => i));
      controller.abort();
      expect((await long).code).toBe('canceled');
    });

    // chdb keeps the entry of a failed stream until the session's next one.
    const processes = async (): Promise<number> =>
      Number(
        await value(
          "SELECT count() AS n FROM system.processes WHERE query LIKE '%numbers(1000000000000)%' AND NOT is_cancelled AND query NOT LIKE '%system.processes%'",
        ),
      );
    const expectIdle = (): Promise<void> => until(async () => (await processes()) === 0);
  });
}

/** Asks again and again, each time after an answer; the test's own time limit ends it. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
