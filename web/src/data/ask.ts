import { type CallOptions, call, callJson } from '../api/http';
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
  return shared(uid, path, query, options, callJson) as Promise<T>;
}

/** As `askSource`, and what came back is read by `read`, once for all who ask at the same time. */
export function askSourceFor<T>(
  uid: string,
  path: string,
  query: Parameters,
  options: AskOptions & { readonly accept: string; readonly read: (response: Response) => Promise<T> },
): Promise<T> {
  const { accept, read } = options;
  const headers = { ...options.headers, Accept: accept };
  return shared(uid, path, query, { ...options, headers }, async (url, asked) =>
    read(await call(url, asked)),
  ) as Promise<T>;
}

function shared(
  uid: string,
  path: string,
  query: Parameters,
  { headers, isForm = false, signal }: AskOptions,
  ask: (url: string, options: CallOptions) => Promise<unknown>,
): Promise<unknown> {
  const url = `/api/datasources/proxy/uid/${encodeURIComponent(uid)}/${path}`;
  const texts = JSON.stringify(query);
  const isLong = isForm && url.length + texts.length > LONGEST_URL;
  return flights.run(`${url} ${texts} ${headers?.Accept ?? ''}`, signal, (flight) =>
    ask(url, { ...(isLong ? { form: query } : { query }), ...(headers && { headers }), signal: flight }),
  );
}
