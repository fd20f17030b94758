import { formatBytes } from '../../lib/bytes.js';
import type { HttpClient } from '../../lib/http-client/http-client.js';
import { statusLine } from '../../lib/http-client/status-line.js';
import { acceptHeader } from '../../wire/exposition/accept-header.js';
import type { ScrapeConfig } from './scrape-config.js';
import type { ScrapeTarget } from './scrape-target.js';

export interface FetchedPage {
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

/** Why there is no page. */
export class FetchError extends Error {
  constructor(
    message: string,
    readonly isTooLarge: boolean,
  ) {
    super(message);
  }
}

/** Fetches a target's page, or rejects with a `FetchError`. `maxBytes` holds where the job has no limit of its own. */
export async function fetchPage(
  { config, client }: { readonly config: ScrapeConfig; readonly client: HttpClient },
  target: ScrapeTarget,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const maxBodyBytes = Math.min(config.limits.bodyBytes, maxBytes);
  try {
    if (config.collect !== undefined) return await collected(config.collect, target.timeoutMs, maxBodyBytes, signal);
    const answer = await client.request({
      method: 'GET',
      url: target.url,
      headers: {
        accept: acceptHeader(config.protocols, config.escaping),
        'accept-encoding': config.enableCompression ? 'gzip' : 'identity',
        'x-prometheus-scrape-timeout-seconds': String(target.timeoutMs / 1000),
      },
      timeoutMs: target.timeoutMs,
      maxBodyBytes,
      signal,
    });
    if (answer.status !== 200) throw new Status(`server returned HTTP status ${statusLine(answer.status)}`);
    return { contentType: answer.headers['content-type'], body: answer.body };
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof Status) throw new FetchError(message, false);
    const isTooLarge = message === TOO_LARGE;
    const limit = isTooLarge && maxBodyBytes < config.limits.bodyBytes ? `: ${formatBytes(maxBodyBytes)}` : '';
    if (isTooLarge) throw new FetchError(message + limit, true);
    throw new FetchError(`Get ${JSON.stringify(target.url)}: ${message}`, false);
  }
}

class Status extends Error {}

const TOO_LARGE = 'body size limit exceeded';

async function collected(
  collect: NonNullable<ScrapeConfig['collect']>,
  timeoutMs: number,
  maxBodyBytes: number,
  caller: AbortSignal,
): Promise<FetchedPage> {
  const deadline = new AbortController();
  const end = () => deadline.abort(new Error('context canceled'));
  caller.addEventListener('abort', end, { once: true });
  const timer = setTimeout(() => deadline.abort(new Error('context deadline exceeded')), timeoutMs);
  try {
    const late = new Promise<never>((_, reject) => {
      deadline.signal.addEventListener('abort', () => reject(deadline.signal.reason), { once: true });
    });
    const body = await Promise.race([collect(deadline.signal), late]);
    if (body.length > maxBodyBytes) throw new Error(TOO_LARGE);
    return { contentType: 'text/plain; version=0.0.4; charset=utf-8', body };
  } finally {
    clearTimeout(timer);
    caller.removeEventListener('abort', end);
  }
}
