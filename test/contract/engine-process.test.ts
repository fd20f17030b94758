import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QuartetError } from '../../src/model/errors.js';
import { ProcessEngine } from '../../src/storage/engine/process.js';
import { RemoteEngine } from '../../src/storage/engine/remote.js';
import { compiledEntry } from '../support/compiled-entry.js';
import { selfSigned } from '../support/self-signed.js';
import { collect, engineContract, LIMITS, until } from './engine.contract.js';
import { rowsBlock, STRUCTURE } from './engine-rows.js';

const entry = await compiledEntry('src/storage/engine/child-main.ts');
const directories: string[] = [join(entry, '../../../..')];
const fresh = async (): Promise<ProcessEngine> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'quartet-process-'));
  directories.push(dataDir);
  return new ProcessEngine({ dataDir, memoryLimit: 1 << 30, entry });
};
afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

engineContract('process', fresh);

describe('the remote client', () => {
  let child: ProcessEngine;
  beforeAll(async () => {
    child = await fresh();
    await child.start();
  });
  afterAll(() => child.stop());

  const failure = async (engine: RemoteEngine): Promise<QuartetError> => {
    const error = await engine.start().then(
      () => undefined,
      (reason: QuartetError) => reason,
    );
    await engine.stop();
    expect(error).toBeInstanceOf(QuartetError);
    return error!;
  };

  test('a wrong password is told at the start', async () => {
    const error = await failure(new RemoteEngine({ ...child.address!, password: 'wrong' }));
    expect(error.code).toBe('unavailable');
    expect(error.message).toContain('password');
  });

  test('nobody there', async () => {
    const error = await failure(new RemoteEngine({ ...child.address!, url: 'http://127.0.0.1:1' }));
    expect(error.code).toBe('unavailable');
    expect(error.retryAfter).toBeGreaterThan(0);
    expect(error.message).toContain('http://127.0.0.1:1');
  });

  test('TLS: the given authority is trusted, an unknown one is not, unless told so', async () => {
    const { key, cert } = await selfSigned();
    const proxy = createTlsServer({ key, cert }, (from, to) => {
      const { method, headers, url } = from;
      const onward = request(new URL(url ?? '/', child.address!.url), { method, headers }, (answer) => {
        to.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(to);
      });
      from.pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = `https://localhost:${(proxy.address() as AddressInfo).port}`;
    try {
      for (const tls of [{ ca: cert }, { rejectUnauthorized: false }]) {
        const engine = new RemoteEngine({ ...child.address!, url, tls });
        await engine.start();
        expect(await collect(engine.query('SELECT 1 AS one', {}, LIMITS))).toEqual([{ one: 1 }]);
        await engine.stop();
      }
      const refused = await failure(new RemoteEngine({ ...child.address!, url }));
      expect(refused.code).toBe('unavailable');
      expect(refused.message).toMatch(/self.signed/);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});

describe('the child is killed', () => {
  let engine: ProcessEngine;
  beforeAll(async () => {
    engine = await fresh();
    await engine.start();
    await engine.command(
      'CREATE TABLE t (id UInt64, s String) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1',
    );
  });
  afterAll(() => engine.stop());

  const kill = (): void => {
    process.kill(engine.pid!, 'SIGKILL');
  };

  test('in the middle of inserts: nothing acknowledged is lost, and it is back', async () => {
    const acknowledged = new Set<bigint>();
    let next = 0n;
    for (let round = 0; round < 3; round++) {
      let unavailable = 0;
      const before = acknowledged.size;
      const writers = Array.from({ length: 4 }, async () => {
        while (unavailable < 4 || !engine.ready) {
          const id = next++;
          try {
            await engine.insert('t', STRUCTURE, rowsBlock([id], [Buffer.alloc(1000, 'x')]));
            acknowledged.add(id);
            if (unavailable > 0) return;
          } catch (error) {
            expect((error as QuartetError).code).toBe('unavailable');
            unavailable++;
            await new Promise((resolve) => setImmediate(resolve));
          }
        }
      });
      await until(async () => acknowledged.size >= before + 30);
      kill();
      await Promise.all(writers);
      await until(async () => engine.ready);
      const rows = await collect(engine.query('SELECT id FROM t', {}, LIMITS));
      const stored = new Set(rows.map((row) => row.id as bigint));
      expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
    }
  });

  test('in the middle of an answer and of a long computation: `unavailable`, and it is back', async () => {
    const long = collect(engine.query('SELECT sum(sipHash64(number)) FROM numbers(1000000000000)', {}, LIMITS)).catch(
      (error: QuartetError) => error.code,
    );
    const reading = (async () => {
      let first = true;
      for await (const block of engine.query(
        'SELECT number, toString(number) AS s FROM numbers(1000000000)',
        {},
        LIMITS,
      )) {
        expect(block.rows).toBeGreaterThan(0);
        if (first) kill();
        first = false;
      }
    })().catch((error: QuartetError) => error.code);
    expect(await Promise.all([long, reading])).toEqual(['unavailable', 'unavailable']);
    expect(engine.ready).toBe(false);
    await until(async () => engine.ready);
    expect(await collect(engine.query('SELECT 1 AS one', {}, LIMITS))).toEqual([{ one: 1 }]);
  });
});
