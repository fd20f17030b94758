import { request } from 'undici';
import { readRequests } from './recorded-case.js';

/** Requests under way at once. */
const CONCURRENCY = 8;

/** Sends the data set to a server's OTLP port at `url`. */
export async function loadDataset(url: string): Promise<void> {
  const bodies = readRequests().values();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const body of bodies) {
        const answer = await request(`${url}/v1/traces`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const text = await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(`OTLP answered ${answer.statusCode}: ${text}`);
      }
    }),
  );
}
