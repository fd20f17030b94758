import type { TargetGroup } from '../discovery.js';
import type { ConsulDiscoveryConfig } from '../discovery-config.js';
import { hostPort, labelSet, prefixedLabels } from '../meta-labels.js';
import type { ConsulCheck, ConsulInstance } from './consul-objects.js';

/** The instances of a service as targets. */
export function serviceGroup(
  service: string,
  instances: readonly ConsulInstance[],
  config: Pick<ConsulDiscoveryConfig, 'datacenter' | 'tagSeparator'>,
): TargetGroup {
  const datacenter = config.datacenter || instances[0]?.Node?.Datacenter;
  return {
    source: service,
    targets: instances.map((instance) => instanceLabels(instance, config.tagSeparator)),
    labels: labelSet({ __meta_consul_service: service, __meta_consul_dc: datacenter }),
  };
}

function instanceLabels({ Node, Service, Checks }: ConsulInstance, separator: string): Record<string, string> {
  const tags = Service?.Tags ?? [];
  return {
    ...labelSet({
      __address__: hostPort(Service?.Address || Node?.Address || '', Service?.Port ?? 0),
      __meta_consul_address: Node?.Address,
      __meta_consul_node: Node?.Node,
      __meta_consul_tags: tags.length === 0 ? separator + separator : separator + tags.join(separator) + separator,
      __meta_consul_namespace: Service?.Namespace,
      __meta_consul_partition: Service?.Partition,
      __meta_consul_service_address: Service?.Address,
      __meta_consul_service_id: Service?.ID,
      __meta_consul_service_port: Service?.Port ?? 0,
      __meta_consul_health: healthOf(Checks ?? []),
    }),
    ...prefixedLabels('__meta_consul_metadata_', Node?.Meta),
    ...prefixedLabels('__meta_consul_service_metadata_', Service?.Meta),
    ...prefixedLabels('__meta_consul_tagged_address_', Node?.TaggedAddresses),
  };
}

/** The worst of its checks; maintenance of the node or the service before all. */
function healthOf(checks: readonly ConsulCheck[]): string {
  const maintained = checks.some(
    ({ CheckID = '' }) => CheckID === '_node_maintenance' || CheckID.startsWith('_service_maintenance:'),
  );
  if (maintained) return 'maintenance';
  return ['critical', 'warning'].find((status) => checks.some(({ Status }) => Status === status)) ?? 'passing';
}
