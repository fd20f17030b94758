import type { ClientAnswer, ClientRequest, HttpClient } from '../../lib/http-client/http-client.js';
import { MAX_BODY_BYTES } from './discovery-environment.js';

/** A GET whose answer is JSON. */
export interface JsonRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Gives the answer's value. Rejects with an `Error` that says which address answered what. */
export async function requestJson<T>(
  client: HttpClient,
  request: JsonRequest,
): Promise<{ readonly value: T; readonly headers: ClientAnswer['headers'] }> {
  const sent = getRequest(request);
  const { status, headers, body } = await client.request(sent);
  if (status !== 200) throw new StatusError(sent.url, status, body);
  try {
    return { value: JSON.parse(Buffer.from(body).toString('utf8')) as T, headers };
  } catch (error) {
    throw new Error(`${shownUrl(sent.url)} did not answer JSON: ${(error as Error).message}`);
  }
}

export const getRequest = ({ url, headers, timeoutMs, signal }: JsonRequest): ClientRequest => ({
  method: 'GET',
  url,
  headers: { accept: 'application/json', ...headers },
  timeoutMs,
  maxBodyBytes: MAX_BODY_BYTES,
  ...(signal !== undefined && { signal }),
});

/** An answer that is none. */
export class StatusError extends Error {
  constructor(
    url: string,
    readonly status: number,
    body: Uint8Array,
  ) {
    const text = Buffer.from(body.subarray(0, 200)).toString('utf8').replace(/\s+/g, ' ').trim();
    super(`${shownUrl(url)} answered ${status}${text === '' ? '' : `: ${text}`}`);
  }
}

/** Without the password and what stands behind `?`. */
function shownUrl(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.search = '';
    return withoutPassword(parsed.href);
  } catch {
    return 'the address';
  }
}

/** A URL whose password is not shown. */
export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  if (parsed.password === '') return url;
  parsed.password = 'secret';
  return parsed.href.replace(':secret@', ':<secret>@');
}
