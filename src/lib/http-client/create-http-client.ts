import type { Dispatcher } from 'undici';
import { boundedBody } from './bounded-body.js';
import { Connections } from './connections.js';
import { Deadline } from './deadline.js';
import { decompress, decompressed } from './decompress.js';
import { errorText } from './error-text.js';
import type { ClientAnswer, ClientRequest, HttpClient, StreamedAnswer } from './http-client.js';
import type { HttpClientConfig } from './http-client-config.js';
import { basicHeader, OAuth2Token } from './oauth2-token.js';
import type { Environment } from './proxy-choice.js';
import { RequestHeaders } from './request-headers.js';

export interface HttpClientOptions {
  readonly userAgent?: string;
  /** Where proxies are looked for when the settings say so. */
  readonly environment?: Environment;
  /** Current time in ms, by which tokens end. */
  readonly now?: () => number;
}

const MAX_REDIRECTS = 10;
/** What a compressed body may be longer than its content. */
const COMPRESSION_OVERHEAD = 4096;

/** A client that does as `config` says. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config */
export function createHttpClient(
  config: HttpClientConfig,
  { userAgent = 'quartet', environment = process.env, now = Date.now }: HttpClientOptions = {},
): HttpClient & Required<Pick<HttpClient, 'stream'>> {
  const { oauth2 } = config;
  const token =
    oauth2 === undefined
      ? undefined
      : new OAuth2Token(oauth2, createHttpClient(tokenClient(oauth2), { userAgent, environment, now }), now);
  return new ConfiguredClient(
    config,
    new Connections(config, environment),
    new RequestHeaders(config, token, userAgent),
    token,
  );
}

const tokenClient = ({ tls, proxy }: NonNullable<HttpClientConfig['oauth2']>): HttpClientConfig => ({
  ...(tls !== undefined && { tls }),
  ...(proxy !== undefined && { proxy }),
  followRedirects: true,
  http2: true,
});

class ConfiguredClient {
  constructor(
    private readonly config: HttpClientConfig,
    private readonly connections: Connections,
    private readonly headers: RequestHeaders,
    private readonly token: OAuth2Token | undefined,
  ) {}

  async request(request: ClientRequest): Promise<ClientAnswer> {
    const deadline = new Deadline(request.timeoutMs, request.signal);
    try {
      const answer = await this.send(request, deadline);
      const headers = flat(answer.headers);
      const { maxBodyBytes } = request;
      const limit = headers['content-encoding'] === undefined ? maxBodyBytes : maxBodyBytes + COMPRESSION_OVERHEAD;
      const body = await boundedBody(answer.body, limit);
      return {
        status: answer.statusCode,
        headers,
        body: await deadline.bound(decompress(body, headers['content-encoding'], maxBodyBytes)),
      };
    } catch (error) {
      throw new Error(errorText(deadline.reason ?? error));
    } finally {
      deadline.close();
    }
  }

  async stream(request: ClientRequest): Promise<StreamedAnswer> {
    const deadline = new Deadline(request.timeoutMs, request.signal);
    try {
      const { statusCode, headers: raw, body } = await this.send(request, deadline);
      deadline.stopTimer();
      const headers = flat(raw);
      return { status: statusCode, headers, body: chunks(decompressed(body, headers['content-encoding']), deadline) };
    } catch (error) {
      deadline.close();
      throw new Error(errorText(deadline.reason ?? error));
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.connections.close(), this.token?.close()]);
  }

  /** Sends it, and on to where the server says. */
  private async send(request: ClientRequest, deadline: Deadline): Promise<Dispatcher.ResponseData> {
    const first = httpUrl(request.url);
    let url = first;
    let { method, body } = request;
    for (let redirects = 0; ; redirects++) {
      const headers = await deadline.bound(this.headers.of(request, !mayKnow(first, url)));
      if (body === undefined) delete headers['content-type'];
      if (url.username !== '') headers.authorization ??= basicHeader(...userOf(url));
      const answer = await this.exchange(url, { method, headers, body: body ?? null }, deadline);
      if (answer.statusCode === 401) this.token?.forget();
      const location = answer.headers.location;
      if (!REDIRECTS.has(answer.statusCode) || location === undefined || !this.config.followRedirects) return answer;
      answer.body.on('error', () => {}).destroy();
      if (redirects === MAX_REDIRECTS) throw new Error(`stopped after ${MAX_REDIRECTS} redirects`);
      url = httpUrl([location].flat()[0]!, url);
      if (answer.statusCode < 307 && method !== 'GET') {
        method = 'GET';
        body = undefined;
      }
    }
  }

  private async exchange(
    url: URL,
    options: Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>,
    deadline: Deadline,
  ): Promise<Dispatcher.ResponseData> {
    const ask = async () =>
      (await deadline.bound(this.connections.to(url))).request({
        ...options,
        origin: url.origin,
        path: url.pathname + url.search,
        signal: deadline.signal,
      });
    try {
      return await ask();
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      // A server may close a connection just when it is used again; Go's client repeats the request too.
      const isBroken = options.method === 'GET' && BROKEN.has(code);
      if (deadline.signal.aborted || !(isBroken || CLOSED.has(code))) throw error;
      return await ask();
    }
  }
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** The connections were closed for new certificates, before the request was sent. */
const CLOSED = new Set(['UND_ERR_CLOSED', 'UND_ERR_DESTROYED']);
const BROKEN = new Set(['UND_ERR_SOCKET', 'ECONNRESET']);

/** Whether a server that the first one names may see what was meant for it. */
const mayKnow = (first: URL, next: URL): boolean =>
  next.host === first.host && (next.protocol === first.protocol || next.protocol === 'https:');

const userOf = (url: URL): [string, string] => [decodeURIComponent(url.username), decodeURIComponent(url.password)];

function httpUrl(text: string, base?: URL): URL {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    throw new Error('invalid URL');
  }
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  throw new Error(`unsupported protocol scheme ${JSON.stringify(url.protocol.slice(0, -1))}`);
}

const flat = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
    ),
  );

async function* chunks(body: AsyncIterable<Uint8Array>, deadline: Deadline): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new Error(errorText(deadline.reason ?? error));
  } finally {
    deadline.close();
  }
}
