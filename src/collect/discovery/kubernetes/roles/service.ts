import { hostPort, labelSet } from '../../meta-labels.js';
import { namedObjectLabels } from '../object-labels.js';
import { attachedNamespace } from './attached-labels.js';
import { role } from './role.js';

/** A target for each port of a service. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#service */
export const serviceRole = role({
  resource: 'services',
  beside: [],
  source: 'svc',
  group(service, lookup) {
    const { name, namespace } = service.metadata ?? {};
    const { type, clusterIP, externalName, loadBalancerIP, ports = [] } = service.spec ?? {};
    const byType = {
      __meta_kubernetes_service_type: type,
      ...(type === 'ExternalName'
        ? { __meta_kubernetes_service_external_name: externalName }
        : { __meta_kubernetes_service_cluster_ip: clusterIP }),
      ...(type === 'LoadBalancer' && { __meta_kubernetes_service_loadbalancer_ip: loadBalancerIP }),
    };
    const targets = ports.map((port) =>
      labelSet({
        __address__: hostPort(`${name}.${namespace}.svc`, port.port ?? 0),
        __meta_kubernetes_service_port_name: port.name,
        __meta_kubernetes_service_port_number: port.port,
        __meta_kubernetes_service_port_protocol: port.protocol,
        ...byType,
      }),
    );
    return { targets, labels: { ...namedObjectLabels('service', service), ...attachedNamespace(service, lookup) } };
  },
});
