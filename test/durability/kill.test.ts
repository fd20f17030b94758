import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../support/fuzz.js';
import { TestServer } from '../support/server.js';
import { expectAcknowledged, report } from './read-back.js';
import { SENDERS } from './senders.js';
import { Writers } from './writers.js';

const FULL = process.env.QUARTET_TEST_FULL === '1';
const ROUNDS = FULL ? 30 : 3;
const SEED = 20_261_121;
/** Batches that are acknowledged before a kill, at most. */
const MAX_BATCHES = 120;

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.remove());

describe('SIGKILL at random moments of writing', () => {
  it(
    `loses nothing that was acknowledged, in ${ROUNDS} rounds`,
    async () => {
      const random = seededRandom(SEED);
      const writers = new Writers(server, SENDERS, { concurrency: 3 });
      for (let round = 0; round < ROUNDS; round++) {
        await writers.acknowledged(1 + Math.floor(random() * MAX_BATCHES));
        // The moment itself must not follow from an acknowledgement.
        await new Promise((moment) => setTimeout(moment, random() * 50));
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
      report(`${ROUNDS + 1} kills, seed ${SEED}`, results);
    },
    FULL ? 600_000 : 90_000,
  );
});
