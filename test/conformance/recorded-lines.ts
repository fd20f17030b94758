import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The lines of a file of a suite, which may be compressed. */
export function readLines(url: URL): string[] {
  const bytes = readFileSync(url);
  const text = (url.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  return text.split('\n').filter((line) => line !== '');
}

/** Ids of the cases whose recorded answer contradicts the documentation, with the reason. */
export const readKnownDifferences = (url: URL): Map<string, string> =>
  new Map(
    readLines(url)
      .map((line) => JSON.parse(line) as { id: string; reason: string })
      .map(({ id, reason }) => [id, reason]),
  );
