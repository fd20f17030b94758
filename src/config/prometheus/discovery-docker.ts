import { z } from 'zod';
import type { DockerDiscoveryConfig, DockerSwarmDiscoveryConfig } from '../../collect/discovery/discovery-config.js';
import { type HttpClientFields, toHttpClient } from '../http-client.js';
import { plainText } from '../values.js';
import { portNumber, refreshInterval, withHttpClient } from './discovery-values.js';

const engineFields = {
  host: plainText.refine(
    (host) => /^(unix:\/\/\/.+|(tcp|https?):\/\/[^/]+.*)$/.test(host),
    'must be unix:///var/run/docker.sock, tcp://host:port, http://… or https://…',
  ),
  port: portNumber.default(80),
  filters: z
    .array(z.strictObject({ name: plainText, values: z.array(plainText).min(1, 'must have at least one value') }))
    .nullish(),
  refresh_interval: refreshInterval.default(60_000),
};

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#docker_sd_config */
export const dockerConfig = withHttpClient({
  ...engineFields,
  host_networking_host: plainText.default('localhost'),
  match_first_network: z.boolean().default(true),
});

export const toDocker = (given: z.output<typeof dockerConfig>, directory: string): DockerDiscoveryConfig => ({
  kind: 'docker',
  ...toEngine(given, directory),
  hostNetworkingHost: given.host_networking_host,
  matchFirstNetwork: given.match_first_network,
});

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#dockerswarm_sd_config */
export const dockerSwarmConfig = withHttpClient({
  ...engineFields,
  role: z.enum(['services', 'tasks', 'nodes'], 'must be services, tasks or nodes'),
});

export const toDockerSwarm = (
  given: z.output<typeof dockerSwarmConfig>,
  directory: string,
): DockerSwarmDiscoveryConfig => ({ kind: 'dockerswarm', ...toEngine(given, directory), role: given.role });

const engine = z.object(engineFields);

const toEngine = (given: z.output<typeof engine> & HttpClientFields, directory: string) => ({
  host: given.host,
  port: given.port,
  filters: given.filters ?? [],
  refreshMs: given.refresh_interval,
  http: toHttpClient(given, directory),
});
