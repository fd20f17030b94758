import type { DockerClient, DockerFilters } from '../docker/docker-client.js';
import type { EngineNetwork } from '../docker/engine-objects.js';
import type { EngineFilter } from './discovery-config.js';
import { labelSet, prefixedLabels } from './meta-labels.js';

/** Meta labels of all networks of an engine by their ids: `prefix` is `__meta_docker_` or `__meta_dockerswarm_`. */
export async function networkLabels(
  client: DockerClient,
  prefix: string,
  signal: AbortSignal,
): Promise<(id: string | undefined) => Record<string, string>> {
  const networks = await client.list<EngineNetwork>('/networks', {}, signal);
  const byId = new Map(
    networks.map((network) => [
      network.Id,
      {
        ...labelSet({
          [`${prefix}network_id`]: network.Id,
          [`${prefix}network_name`]: network.Name,
          [`${prefix}network_scope`]: network.Scope,
          [`${prefix}network_internal`]: network.Internal ?? false,
          [`${prefix}network_ingress`]: network.Ingress ?? false,
        }),
        ...prefixedLabels(`${prefix}network_label_`, network.Labels),
      },
    ]),
  );
  return (id) => byId.get(id ?? '') ?? {};
}

/** Filters of the configuration as the engine takes them: values of one name belong together. */
export function engineFilters(filters: readonly EngineFilter[]): DockerFilters {
  const byName: Record<string, string[]> = {};
  for (const { name, values } of filters) byName[name] = [...(byName[name] ?? []), ...values];
  return byName;
}
