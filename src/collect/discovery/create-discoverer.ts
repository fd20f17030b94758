import { consulDiscoverer } from './consul/consul-discoverer.js';
import type { Discoverer } from './discovery.js';
import type { DiscoveryConfig, DiscoveryConfigOf, DiscoveryKind } from './discovery-config.js';
import type { DiscoveryEnvironment } from './discovery-environment.js';
import { dnsDiscoverer } from './dns-discoverer.js';
import { dockerDiscoverer } from './docker-discoverer.js';
import { dockerSwarmDiscoverer } from './dockerswarm/dockerswarm-discoverer.js';
import { fileDiscoverer } from './file-discoverer.js';
import { httpDiscoverer } from './http-discoverer.js';
import { kubernetesDiscoverer } from './kubernetes/kubernetes-discoverer.js';
import { staticDiscoverer } from './static-discoverer.js';

const KINDS: {
  readonly [K in DiscoveryKind]: (config: DiscoveryConfigOf<K>, environment: DiscoveryEnvironment) => Discoverer;
} = {
  static: staticDiscoverer,
  file: fileDiscoverer,
  http: httpDiscoverer,
  dns: dnsDiscoverer,
  docker: dockerDiscoverer,
  dockerswarm: dockerSwarmDiscoverer,
  kubernetes: kubernetesDiscoverer,
  consul: consulDiscoverer,
};

/** The discoverer of one configured discovery; it does nothing before it is run. */
export function createDiscoverer(config: DiscoveryConfig, environment: DiscoveryEnvironment): Discoverer {
  const create = KINDS[config.kind] as (config: DiscoveryConfig, environment: DiscoveryEnvironment) => Discoverer;
  return create(config, environment);
}
