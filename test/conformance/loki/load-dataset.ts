import { ask } from './ask.js';
import { readPushes } from './recorded-case.js';

/** Sends the data set to a server at `url`, push by push. */
export async function loadDataset(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  for (const reqBody of readPushes()) {
    const { status, body } = await ask(url, {
      method: 'POST',
      path: '/loki/api/v1/push',
      headers,
      reqBody,
      status: 204,
    });
    if (status !== 204) throw new Error(`push answered ${status}: ${body}`);
  }
}
