import type { Discoverer } from './discovery.js';
import type { HttpDiscoveryConfig } from './discovery-config.js';
import type { DiscoveryEnvironment } from './discovery-environment.js';
import { requestJson, withoutPassword } from './json-request.js';
import { listedGroups } from './listed-groups.js';
import { pollingDiscoverer } from './polling.js';

const JSON_TYPE = /^application\/json(;\s*charset=("utf-8"|utf-8))?$/i;

/**
 * Asks an address for groups after each interval. Meta label `__meta_url`.
 * https://prometheus.io/docs/prometheus/latest/http_sd/
 */
export function httpDiscoverer(config: HttpDiscoveryConfig, environment: DiscoveryEnvironment): Discoverer {
  const { url, refreshMs, http } = config;
  const name = withoutPassword(url);
  const headers = { 'x-prometheus-refresh-interval-seconds': String(refreshMs / 1000) };
  return pollingDiscoverer(() => {
    const client = environment.httpClient(http);
    const load = async (signal: AbortSignal) => {
      const answer = await requestJson(client, { url, headers, timeoutMs: refreshMs, signal });
      const type = answer.headers['content-type'] ?? '';
      if (!JSON_TYPE.test(type.trim())) throw new Error(`content type ${JSON.stringify(type)} is not application/json`);
      return listedGroups(answer.value, name, { __meta_url: name });
    };
    return { kind: 'http', refreshMs, parts: async () => [{ name, load }], close: () => client.close() };
  }, environment);
}
