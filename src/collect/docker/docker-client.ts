import type { HttpClient } from '../../lib/http-client/http-client.js';
import type { HttpClientConfig } from '../../lib/http-client/http-client-config.js';
import { UnixSocketClient } from './unix-socket-client.js';

const MAX_BODY_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

export interface DockerClientOptions {
  /** `unix:///var/run/docker.sock`, `tcp://host:2375` (HTTPS where TLS is configured), `http://…` or `https://…`. */
  readonly host: string;
  readonly http: HttpClientConfig;
  readonly httpClient: (config: HttpClientConfig) => HttpClient;
}

/** Which objects an answer lists: each filter's name with the values that it lets through. */
export type DockerFilters = Readonly<Record<string, readonly string[]>>;

/**
 * Reads from a Docker Engine, or from what speaks its API. https://docs.docker.com/reference/api/engine/
 * Paths have no version in them, so that the engine answers as its own version does.
 */
export class DockerClient {
  private readonly base: string;
  private readonly client: HttpClient;

  constructor({ host, http, httpClient }: DockerClientOptions) {
    const socket = /^unix:\/\/(\/.*)$/.exec(host)?.[1];
    this.client = socket === undefined ? httpClient(http) : new UnixSocketClient(socket);
    const scheme = http.tls === undefined ? 'http' : 'https';
    this.base = socket === undefined ? host.replace(/^tcp:/, `${scheme}:`).replace(/\/+$/, '') : 'http://docker';
  }

  /** The answer to `GET path`, which begins with `/`. Rejects with an `Error` where the status is not 200. */
  async get<T>(path: string, query: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<T> {
    const search = new URLSearchParams(query).toString();
    const { status, body } = await this.client.request({
      method: 'GET',
      url: `${this.base}${path}${search === '' ? '' : `?${search}`}`,
      timeoutMs: TIMEOUT_MS,
      maxBodyBytes: MAX_BODY_BYTES,
      ...(signal !== undefined && { signal }),
    });
    const text = Buffer.from(body).toString('utf8');
    if (status !== 200) throw new Error(`Docker answered ${status} to ${path}: ${text.trim().slice(0, 200)}`);
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      throw new Error(`Docker did not answer JSON to ${path}: ${(error as Error).message}`);
    }
  }

  /** `GET` of a list, filtered by the engine. */
  async list<T>(path: string, filters: DockerFilters = {}, signal?: AbortSignal): Promise<T[]> {
    const query: Record<string, string> = Object.keys(filters).length === 0 ? {} : { filters: JSON.stringify(filters) };
    const items = await this.get<T[] | null>(path, query, signal);
    if (items !== null && !Array.isArray(items)) throw new Error(`Docker did not answer a list to ${path}`);
    return items ?? [];
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
