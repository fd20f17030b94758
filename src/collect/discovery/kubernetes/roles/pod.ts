import { hostPort } from '../../meta-labels.js';
import { attachedNamespace, attachedNode } from './attached-labels.js';
import { containerLabels, containersOf, podLabels } from './pod-labels.js';
import { role } from './role.js';

/**
 * A target for each port of each container, or one without a port where the container declares none.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod
 */
export const podRole = role({
  resource: 'pods',
  beside: [],
  source: 'pod',
  group(pod, lookup) {
    const ip = pod.status?.podIP;
    if (!ip) return { targets: [], labels: {} };
    const targets = containersOf(pod).flatMap((placed) => {
      const { ports = [] } = placed.container;
      if (ports.length === 0) return [{ __address__: ip, ...containerLabels(pod, placed) }];
      return ports.map((port) => ({
        __address__: hostPort(ip, port.containerPort),
        ...containerLabels(pod, placed, port),
      }));
    });
    const labels = {
      ...podLabels(pod, lookup),
      ...attachedNode(pod.spec?.nodeName, lookup),
      ...attachedNamespace(pod, lookup),
    };
    return { targets, labels };
  },
});
