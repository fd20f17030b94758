import type { EncodedEntry } from './encoded-entry.js';

/** An entry that a client did not get: the JSON of its labels, and its time. */
export interface DroppedEntry {
  readonly stream: string;
  readonly ns: bigint;
}

/**
 * A message to the client. Entries keep their order, so that a stream stands in it once for each run of its entries.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs
 */
export function frame(entries: readonly EncodedEntry[], dropped: readonly DroppedEntry[], categorize: boolean): string {
  const streams: string[] = [];
  for (let start = 0, end = 0; start < entries.length; start = end) {
    const { stream } = entries[start]!;
    while (entries[end]?.stream === stream) end++;
    const values = entries.slice(start, end).map(({ value }) => value);
    streams.push(`{"stream":${stream},"values":[${values.join(',')}]}`);
  }
  const lost = dropped.map(({ stream, ns }) => `{"labels":${stream},"timestamp":"${ns}"}`);
  const flags = categorize ? ',"encodingFlags":["categorize-labels"]' : '';
  return `{"streams":[${streams.join(',')}],"dropped_entries":[${lost.join(',')}]${flags}}`;
}
