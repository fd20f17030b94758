import { DockerClient } from '../docker/docker-client.js';
import type { EngineContainer, EngineEndpoint } from '../docker/engine-objects.js';
import type { Discoverer } from './discovery.js';
import type { DockerDiscoveryConfig } from './discovery-config.js';
import type { DiscoveryEnvironment } from './discovery-environment.js';
import { engineFilters, networkLabels } from './engine-networks.js';
import { hostPort, labelSet, prefixedLabels } from './meta-labels.js';
import { pollingDiscoverer } from './polling.js';

type Labels = Record<string, string>;

/**
 * A target for each TCP port of each container in each of its networks.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#docker_sd_config
 */
export function dockerDiscoverer(config: DockerDiscoveryConfig, environment: DiscoveryEnvironment): Discoverer {
  const { host, http, refreshMs } = config;
  return pollingDiscoverer(() => {
    const client = new DockerClient({ host, http, httpClient: environment.httpClient });
    const load = async (signal: AbortSignal) => {
      const containers = await client.list<EngineContainer>('/containers/json', engineFilters(config.filters), signal);
      const networks = await networkLabels(client, '__meta_docker_', signal);
      return [{ source: 'Docker', targets: targetsOf(containers, networks, config), labels: {} }];
    };
    return { kind: 'docker', refreshMs, parts: async () => [{ name: host, load }], close: () => client.close() };
  }, environment);
}

function targetsOf(
  containers: readonly EngineContainer[],
  networks: (id: string | undefined) => Labels,
  config: DockerDiscoveryConfig,
): Labels[] {
  const byId = new Map(containers.map((container) => [container.Id, container]));
  return containers
    .filter(({ Names }) => (Names ?? []).length > 0)
    .flatMap((container) => {
      const labels = {
        ...labelSet({
          __meta_docker_container_id: container.Id,
          __meta_docker_container_name: container.Names![0],
          __meta_docker_container_network_mode: container.HostConfig?.NetworkMode,
        }),
        ...prefixedLabels('__meta_docker_container_label_', container.Labels),
      };
      return endpointsOf(container, byId, config.matchFirstNetwork).flatMap((endpoint) =>
        portsOf(container, endpoint, config).map((port) => ({ ...labels, ...networks(endpoint.NetworkID), ...port })),
      );
    });
}

/** Its networks; those of the container whose network it shares (`container:<id>`), where it has none itself. */
function endpointsOf(
  container: EngineContainer,
  byId: ReadonlyMap<string, EngineContainer>,
  firstOnly: boolean,
): EngineEndpoint[] {
  const seen = new Set<EngineContainer>();
  let owner: EngineContainer | undefined = container;
  while (owner !== undefined && !seen.has(owner)) {
    seen.add(owner);
    const endpoints = Object.entries(owner.NetworkSettings?.Networks ?? {})
      .filter((entry): entry is [string, EngineEndpoint] => entry[1] !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, endpoint]) => endpoint);
    if (endpoints.length > 0) return firstOnly ? endpoints.slice(0, 1) : endpoints;
    const shared: string | undefined = /^container:(.+)$/.exec(owner.HostConfig?.NetworkMode ?? '')?.[1];
    owner = shared === undefined ? undefined : byId.get(shared);
  }
  return [];
}

/** The address of each TCP port; without one, that of the configured port, or the host's where it has the host's network. */
function portsOf(
  container: EngineContainer,
  { IPAddress: ip = '' }: EngineEndpoint,
  { port, hostNetworkingHost }: DockerDiscoveryConfig,
): Labels[] {
  const ports = (container.Ports ?? []).filter(({ Type }) => Type === 'tcp');
  if (ports.length === 0) {
    const onHost = container.HostConfig?.NetworkMode === 'host';
    const address = onHost ? hostNetworkingHost : hostPort(ip, port);
    return [labelSet({ __address__: address, __meta_docker_network_ip: ip })];
  }
  return ports.map(({ PrivatePort, PublicPort, IP }) =>
    labelSet({
      __address__: hostPort(ip, PrivatePort),
      __meta_docker_network_ip: ip,
      __meta_docker_port_private: PrivatePort,
      ...(PublicPort && { __meta_docker_port_public: PublicPort, __meta_docker_port_public_ip: IP }),
    }),
  );
}
