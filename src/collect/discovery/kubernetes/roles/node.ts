import { hostPort, labelName, labelSet } from '../../meta-labels.js';
import { objectLabels } from '../object-labels.js';
import type { KubernetesNode } from '../objects.js';
import { role } from './role.js';

/** In which order the types of a node's addresses are preferred. */
const ADDRESSES = ['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname'];

/** One target a node: its kubelet. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#node */
export const nodeRole = role({
  resource: 'nodes',
  beside: [],
  source: 'node',
  group(node) {
    const name = node.metadata?.name;
    const labels = {
      ...labelSet({
        __meta_kubernetes_node_name: name,
        __meta_kubernetes_node_provider_id: node.spec?.providerID,
      }),
      ...objectLabels('node', node),
    };
    const first = firstAddresses(node);
    const type = ADDRESSES.find((one) => first.has(one));
    if (type === undefined) return { targets: [], labels };
    const port = node.status?.daemonEndpoints?.kubeletEndpoint?.Port ?? 0;
    const byType = [...first].map(([one, address]) => [`__meta_kubernetes_node_address_${labelName(one)}`, address]);
    const address = { __address__: hostPort(first.get(type)!, port), instance: name };
    return { targets: [labelSet({ ...address, ...Object.fromEntries(byType) })], labels };
  },
});

function firstAddresses({ status }: KubernetesNode): Map<string, string> {
  const first = new Map<string, string>();
  for (const { type, address } of status?.addresses ?? []) if (!first.has(type)) first.set(type, address);
  return first;
}
