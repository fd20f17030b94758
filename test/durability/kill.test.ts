import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../support/fuzz.js';
import { TestServer } from '../support/server.js';
import { expectAcknowledged, report } from './read-back.js';
import { SENDERS } from './senders.js';
import { Writers } from './writers.js';

const FULL = process.env.QUARTET_TEST_FULL === '1';
const SEED = 20_261_121;
/** Batches that are acknowledged before a kill, at most. */
const MAX_BATCHES = 120;

/** Requests of each sender at once. */
const CONCURRENCY = 3;

let server: TestServer;

afterEach(() => server.remove());

/** After some acknowledgements, and then a moment that follows from none of them. */
async function randomMoment(writers: Writers, random: () => number): Promise<void> {
  await writers.acknowledged(1 + Math.floor(random() * MAX_BATCHES));
  await new Promise((moment) => setTimeout(moment, random() * 50));
}

describe('SIGKILL of the server at random moments of writing loses nothing that was acknowledged', () => {
  it.each([
    ['process', FULL ? 30 : 3],
    ['embedded', FULL ? 30 : 1],
  ])(
    'engine %s: %d rounds',
    async (engine, rounds) => {
      server = await TestServer.start({ args: ['--storage-engine', engine] });
      const random = seededRandom(SEED);
      const writers = new Writers(server, SENDERS, { concurrency: CONCURRENCY });
      for (let round = 0; round < rounds; round++) {
        await randomMoment(writers, random);
        await server.kill();
        writers.pause();
        await server.restart();
        writers.resume(server);
      }
      await writers.acknowledged(10);
      await server.kill();
      await writers.stop();
      await server.restart();
      const results = await expectAcknowledged(server, writers);
      for (const { acknowledged } of results) expect(acknowledged).toBeGreaterThan(0);
      report(`engine ${engine}: ${rounds + 1} kills of the server, seed ${SEED}`, results);
    },
    FULL ? 900_000 : 90_000,
  );
});

describe('SIGKILL of the engine alone at random moments of writing', () => {
  const rounds = FULL ? 30 : 3;

  it(
    `loses nothing that was acknowledged and is over within seconds: ${rounds} rounds`,
    async () => {
      server = await TestServer.start({ args: ['--storage-engine', 'process'] });
      const random = seededRandom(SEED + 1);
      const statuses = new Map<number, number>();
      const onAnswer = ({ status }: { status: number }) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const writers = new Writers(server, SENDERS, { concurrency: CONCURRENCY, onAnswer });
      let longest = 0;
      for (let round = 0; round < rounds; round++) {
        await randomMoment(writers, random);
        const [engine, ...others] = server.children;
        expect(others).toEqual([]);
        const killed = performance.now();
        process.kill(engine!, 'SIGKILL');
        // Writing goes on meanwhile: the journal acknowledges. Reading is back when the server says so.
        do await writers.acknowledged(1);
        while (server.children.includes(engine!) || (await fetch(server.url('loki', '/ready'))).status !== 200);
        longest = Math.max(longest, performance.now() - killed);
      }
      await writers.stop();
      expect(server.isAlive).toBe(true);
      expect([...statuses.keys()].filter((status) => status >= 300 && status !== 503)).toEqual([]);
      expect(longest).toBeLessThan(15_000);
      const results = await expectAcknowledged(server, writers);
      report(
        `${rounds} kills of the engine, ${statuses.get(503) ?? 0} answers 503, ${Math.round(longest)} ms at most`,
        results,
      );
    },
    FULL ? 900_000 : 90_000,
  );
});
