import { request } from 'undici';
import { readRequests } from './recorded-case.js';

/** Requests under way at once. */
const CONCURRENCY = 4;
/** So many of the recorded requests are sent as one: each has little more than a trace. */
const RECORDED_A_REQUEST = 50;

/** Sends the data set to a server's OTLP port at `url`. */
export async function loadDataset(url: string): Promise<void> {
  const bodies = joinedRequests();
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

function* joinedRequests(): Generator<string> {
  const requests = readRequests();
  for (let first = 0; first < requests.length; first += RECORDED_A_REQUEST) {
    const parts = requests.slice(first, first + RECORDED_A_REQUEST).map((body) => JSON.parse(body) as TracesRequest);
    yield JSON.stringify({ resourceSpans: parts.flatMap(({ resourceSpans }) => resourceSpans) });
  }
}

/** An ExportTraceServiceRequest in JSON. */
interface TracesRequest {
  readonly resourceSpans: readonly unknown[];
}
