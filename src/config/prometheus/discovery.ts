import { z } from 'zod';
import type { DiscoveryConfig } from '../../collect/discovery/discovery-config.js';
import { consulConfig, toConsul } from './discovery-consul.js';
import { dockerConfig, dockerSwarmConfig, toDocker, toDockerSwarm } from './discovery-docker.js';
import { kubernetesConfig, toKubernetes } from './discovery-kubernetes.js';
import { dnsConfig, fileConfig, httpConfig, staticConfig, toDns, toFile, toHttp, toStatic } from './discovery-lists.js';

const supportedFields = {
  static_configs: z.array(staticConfig).nullish(),
  file_sd_configs: z.array(fileConfig).nullish(),
  http_sd_configs: z.array(httpConfig).nullish(),
  dns_sd_configs: z.array(dnsConfig).nullish(),
  docker_sd_configs: z.array(dockerConfig).nullish(),
  dockerswarm_sd_configs: z.array(dockerSwarmConfig).nullish(),
  kubernetes_sd_configs: z.array(kubernetesConfig).nullish(),
  consul_sd_configs: z.array(consulConfig).nullish(),
};

const UNSUPPORTED =
  `aws azure digitalocean ec2 ecs eureka gce hetzner ionos kuma lightsail linode marathon msk nerve nomad
  openstack outscale ovhcloud puppetdb scaleway serverset stackit triton uyuni vultr`.split(/\s+/);

const elsewhere = `is not supported here; what is: ${Object.keys(supportedFields).join(', ')}. A program that writes
  files for file_sd_configs or answers http_sd_configs stands in for others`.replace(/\s+/g, ' ');

const unsupported = z.custom<null | undefined>((value) => value === undefined || value === null, elsewhere).optional();

/**
 * The discoveries of Prometheus, to be spread into the schema of a scrape configuration or of an `alertmanagers` entry.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export const discoveryFields = {
  ...supportedFields,
  ...(Object.fromEntries(UNSUPPORTED.map((kind) => [`${kind}_sd_configs`, unsupported])) as Record<
    `${'azure' | 'ec2'}_sd_configs`,
    typeof unsupported
  >),
};

const supported = z.object(supportedFields);

/**
 * Whether static targets are addresses, where no `relabel_configs` make addresses of them, as those of a blackbox exporter
 * are made of URLs.
 */
export function checkAddresses(
  { static_configs, relabel_configs }: Pick<z.output<typeof supported>, 'static_configs'> & Relabelled,
  context: z.RefinementCtx,
): void {
  if ((relabel_configs ?? []).length > 0) return;
  for (const [group, { targets }] of (static_configs ?? []).entries())
    for (const [place, address] of (targets ?? []).entries())
      if (address.includes('/'))
        context.addIssue({
          code: 'custom',
          path: ['static_configs', group, 'targets', place],
          message:
            'must be host:port; the scheme and the path have settings of their own, and relabel_configs may make an address of a URL',
          input: address,
        });
}

interface Relabelled {
  readonly relabel_configs?: readonly unknown[] | null | undefined;
}

/** What they find targets with; files are relative to `directory`. */
export function discoveriesOf(fields: z.output<typeof supported>, directory: string): DiscoveryConfig[] {
  const groups = fields.static_configs ?? [];
  return [
    ...(groups.length > 0 ? [toStatic(groups)] : []),
    ...(fields.file_sd_configs ?? []).map((given) => toFile(given, directory)),
    ...(fields.http_sd_configs ?? []).map((given) => toHttp(given, directory)),
    ...(fields.dns_sd_configs ?? []).map(toDns),
    ...(fields.docker_sd_configs ?? []).map((given) => toDocker(given, directory)),
    ...(fields.dockerswarm_sd_configs ?? []).map((given) => toDockerSwarm(given, directory)),
    ...(fields.kubernetes_sd_configs ?? []).map((given) => toKubernetes(given, directory)),
    ...(fields.consul_sd_configs ?? []).map((given) => toConsul(given, directory)),
  ];
}
