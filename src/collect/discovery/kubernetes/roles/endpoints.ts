import { hostPort, labelSet } from '../../meta-labels.js';
import type { Lookup } from '../lookup.js';
import { namedObjectLabels } from '../object-labels.js';
import type { EndpointAddress, NamedPort } from '../objects.js';
import { attachedNamespace, attachedNode } from './attached-labels.js';
import { PodsBehind } from './pods-behind.js';
import { role } from './role.js';

/**
 * A target for each port of each address of an endpoints object, and for the other ports of the pods behind them.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#endpoints
 */
export const endpointsRole = role({
  resource: 'endpoints',
  beside: ['services', 'pods'],
  source: 'endpoints',
  group(endpoints, lookup) {
    const { namespace, name = '' } = endpoints.metadata ?? {};
    const pods = new PodsBehind(namespace, lookup);
    const targets = (endpoints.subsets ?? []).flatMap(({ ports, addresses, notReadyAddresses }) =>
      (ports ?? []).flatMap((port) => [
        ...(addresses ?? []).map((address) => endpointTarget(address, port, true, pods, lookup)),
        ...(notReadyAddresses ?? []).map((address) => endpointTarget(address, port, false, pods, lookup)),
      ]),
    );
    const service = lookup.get('services', namespace, name);
    const labels = {
      ...namedObjectLabels('endpoints', endpoints),
      ...(service !== undefined && namedObjectLabels('service', service)),
      ...attachedNamespace(endpoints, lookup),
    };
    return { targets: [...targets, ...pods.otherPorts()], labels };
  },
});

function endpointTarget(
  { ip, hostname, nodeName, targetRef }: EndpointAddress,
  port: NamedPort,
  ready: boolean,
  pods: PodsBehind,
  lookup: Lookup,
): Record<string, string> {
  return {
    ...labelSet({
      __address__: hostPort(ip, port.port ?? 0),
      __meta_kubernetes_endpoint_port_name: port.name,
      __meta_kubernetes_endpoint_port_protocol: port.protocol,
      __meta_kubernetes_endpoint_ready: ready,
      __meta_kubernetes_endpoint_hostname: hostname,
      __meta_kubernetes_endpoint_node_name: nodeName,
      __meta_kubernetes_endpoint_address_target_kind: targetRef?.kind,
      __meta_kubernetes_endpoint_address_target_name: targetRef?.name,
    }),
    ...attachedNode(nodeName ?? (targetRef?.kind === 'Node' ? targetRef.name : undefined), lookup),
    ...pods.labels(targetRef, port.port),
  };
}
