import { type CallOptions, callJson } from '../api/http';
import { InFlight } from './in-flight';

export type Parameters = NonNullable<CallOptions['query']>;

interface AskOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the endpoint also takes its parameters as a form; long queries then do. */
  readonly isForm?: boolean;
  readonly signal: AbortSignal;
}

/** URLs beyond about 2,000 characters are refused by some proxies. */
const LONGEST_URL = 1_900;

const flights = new InFlight<unknown>();

/**
 * JSON of a data source's HTTP API below its proxy path. The same request by several panels at once is sent once.
 * Throws ApiError, or the AbortError of `signal`.
 */
export function askSource<T>(uid: string, path: string, query: Parameters, options: AskOptions): Promise<T> {
  const { headers, isForm = false, signal } = options;
  const url = `/api/datasources/proxy/uid/${encodeURIComponent(uid)}/${path}`;
  const texts = JSON.stringify(query);
  const isLong = isForm && url.length + texts.length > LONGEST_URL;
  return flights.run(`${url} ${texts}`, signal, (shared) =>
    callJson(url, { ...(isLong ? { form: query } : { query }), ...(headers && { headers }), signal: shared }),
  ) as Promise<T>;
}
