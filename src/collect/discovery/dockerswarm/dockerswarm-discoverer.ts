import { DockerClient } from '../../docker/docker-client.js';
import type { Discoverer } from '../discovery.js';
import type { DockerSwarmDiscoveryConfig } from '../discovery-config.js';
import type { DiscoveryEnvironment } from '../discovery-environment.js';
import { engineFilters } from '../engine-networks.js';
import { pollingDiscoverer } from '../polling.js';
import { nodeTargets } from './nodes.js';
import { serviceTargets } from './services.js';
import { taskTargets } from './tasks.js';

const ROLES = { services: serviceTargets, tasks: taskTargets, nodes: nodeTargets };

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#dockerswarm_sd_config */
export function dockerSwarmDiscoverer(
  config: DockerSwarmDiscoveryConfig,
  environment: DiscoveryEnvironment,
): Discoverer {
  const { host, http, refreshMs, role, port } = config;
  const what = { filters: engineFilters(config.filters), port };
  return pollingDiscoverer(() => {
    const client = new DockerClient({ host, http, httpClient: environment.httpClient });
    const load = async (signal: AbortSignal) => [
      { source: 'DockerSwarm', targets: await ROLES[role](client, what, signal), labels: {} },
    ];
    const parts = async () => [{ name: `${role} of ${host}`, load }];
    return { kind: 'dockerswarm', refreshMs, parts, close: () => client.close() };
  }, environment);
}
