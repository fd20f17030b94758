import { hostPort, labelName, labelSet, prefixedLabels } from '../../meta-labels.js';
import type { Lookup } from '../lookup.js';
import { namedObjectLabels } from '../object-labels.js';
import type { NamedPort, SliceEndpoint } from '../objects.js';
import { attachedNamespace, attachedNode } from './attached-labels.js';
import { PodsBehind } from './pods-behind.js';
import { role } from './role.js';

const TOPOLOGY = '__meta_kubernetes_endpointslice_endpoint_topology_';

/**
 * A target for each port of each address of a slice, and for the other ports of the pods behind them.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#endpointslice
 */
export const endpointSliceRole = role({
  resource: 'endpointslices',
  beside: ['services', 'pods'],
  source: 'endpointslice',
  group(slice, lookup) {
    const { namespace, labels: given } = slice.metadata ?? {};
    const pods = new PodsBehind(namespace, lookup);
    const targets = (slice.ports ?? []).flatMap((port) =>
      (slice.endpoints ?? []).flatMap((endpoint) =>
        (endpoint.addresses ?? []).map((address) => ({
          ...labelSet({
            __address__: port.port === undefined ? address : hostPort(address, port.port),
            __meta_kubernetes_endpointslice_address_type: slice.addressType,
          }),
          ...endpointLabels(endpoint, port, lookup),
          ...pods.labels(endpoint.targetRef, port.port),
        })),
      ),
    );
    const service = lookup.get('services', namespace, given?.['kubernetes.io/service-name'] ?? '');
    const labels = {
      ...namedObjectLabels('endpointslice', slice),
      ...(service !== undefined && namedObjectLabels('service', service)),
      ...attachedNamespace(slice, lookup),
    };
    return { targets: [...targets, ...pods.otherPorts()], labels };
  },
});

function endpointLabels(
  { conditions, hostname, nodeName, zone, targetRef, deprecatedTopology = {} }: SliceEndpoint,
  port: NamedPort,
  lookup: Lookup,
): Record<string, string> {
  const present = Object.keys(deprecatedTopology).map((key) => [`${TOPOLOGY}present_${labelName(key)}`, 'true']);
  return {
    ...labelSet({
      __meta_kubernetes_endpointslice_port: port.port,
      __meta_kubernetes_endpointslice_port_name: port.name,
      __meta_kubernetes_endpointslice_port_protocol: port.protocol,
      __meta_kubernetes_endpointslice_endpoint_conditions_ready: conditions?.ready,
      __meta_kubernetes_endpointslice_endpoint_conditions_serving: conditions?.serving,
      __meta_kubernetes_endpointslice_endpoint_conditions_terminating: conditions?.terminating,
      __meta_kubernetes_endpointslice_endpoint_hostname: hostname,
      __meta_kubernetes_endpointslice_endpoint_node_name: nodeName,
      __meta_kubernetes_endpointslice_endpoint_zone: zone,
      __meta_kubernetes_endpointslice_address_target_kind: targetRef?.kind,
      __meta_kubernetes_endpointslice_address_target_name: targetRef?.name,
    }),
    ...prefixedLabels(TOPOLOGY, deprecatedTopology),
    ...Object.fromEntries(present),
    ...attachedNode(nodeName ?? (targetRef?.kind === 'Node' ? targetRef.name : undefined), lookup),
  };
}
