import type { HttpClient } from '../../../lib/http-client/http-client.js';
import type { HttpClientConfig } from '../../../lib/http-client/http-client-config.js';
import type { ConsulDiscoveryConfig } from '../discovery-config.js';
import { requestJson } from '../json-request.js';

const WAIT_SECONDS = 120;
/** Consul lets a query wait up to a sixteenth longer than it was asked to. */
const TIMEOUT_MS = (WAIT_SECONDS + WAIT_SECONDS / 16 + 15) * 1000;

/**
 * Blocking queries: each waits until what it asks for is newer than `index`, or for two minutes.
 * https://developer.hashicorp.com/consul/api-docs/features/blocking
 */
export class ConsulClient {
  private readonly base: string;
  private readonly client: HttpClient;

  constructor(
    private readonly config: ConsulDiscoveryConfig,
    httpClient: (config: HttpClientConfig) => HttpClient,
  ) {
    const { token, http, scheme, server, pathPrefix } = config;
    const headers = token === undefined ? [] : [{ name: 'X-Consul-Token', values: [token] }];
    this.client = httpClient({ ...http, headers: [...(http.headers ?? []), ...headers] });
    const prefix = pathPrefix.replace(/^\/+|\/+$/g, '');
    this.base = `${scheme}://${server}${prefix === '' ? '' : `/${prefix}`}`;
  }

  /** The value with its index; an index that went backwards is 0, with which the next query does not wait. */
  async query<T>(
    path: string,
    index: number,
    parameters: readonly (readonly [string, string])[],
    signal: AbortSignal,
  ): Promise<{ readonly value: T; readonly index: number }> {
    const { datacenter, namespace, partition, nodeMeta, allowStale } = this.config;
    const given: (readonly [string, string])[] = [
      ['dc', datacenter],
      ['ns', namespace],
      ['partition', partition],
      ...parameters,
      ...Object.entries(nodeMeta).map(([key, value]) => ['node-meta', `${key}:${value}`] as const),
    ];
    const query = new URLSearchParams();
    for (const [name, value] of given) if (value !== '') query.append(name, value);
    if (allowStale) query.append('stale', '');
    if (index > 0) query.append('index', String(index));
    query.append('wait', `${WAIT_SECONDS}s`);
    const url = `${this.base}${path}?${query}`;
    const { value, headers } = await requestJson<T>(this.client, { url, timeoutMs: TIMEOUT_MS, signal });
    const next = Number(headers['x-consul-index']);
    return { value, index: Number.isSafeInteger(next) && next >= index ? next : 0 };
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
