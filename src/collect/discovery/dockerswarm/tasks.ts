import type { DockerClient, DockerFilters } from '../../docker/docker-client.js';
import type { SwarmNode, SwarmService, SwarmTask } from '../../docker/engine-objects.js';
import { networkLabels } from '../engine-networks.js';
import { hostPort, labelSet, prefixedLabels } from '../meta-labels.js';
import { addressOf, nodeLabels, serviceLabels, tcpPorts } from './swarm-labels.js';

/**
 * A target for each port that a task publishes on its node, and for each of its addresses with each port of its service;
 * `port` where the service publishes none.
 */
export async function taskTargets(
  client: DockerClient,
  { filters, port }: { readonly filters: DockerFilters; readonly port: number },
  signal: AbortSignal,
): Promise<Record<string, string>[]> {
  const tasks = await client.list<SwarmTask>('/tasks', filters, signal);
  const services = await byId<SwarmService>(client, '/services', signal);
  const nodes = await byId<SwarmNode>(client, '/nodes', signal);
  const networks = await networkLabels(client, '__meta_dockerswarm_', signal);
  return tasks.flatMap((task) => {
    const service = services.get(task.ServiceID ?? '');
    const node = nodes.get(task.NodeID ?? '');
    const labels = {
      ...taskLabels(task),
      ...(service !== undefined && serviceLabels(service)),
      ...(node !== undefined && nodeLabels(node)),
    };
    const published = tcpPorts(task.Status?.PortStatus?.Ports).map(({ PublishMode, PublishedPort }) => ({
      ...labels,
      ...labelSet({
        __address__: hostPort(node?.Status?.Addr ?? '', PublishedPort ?? 0),
        __meta_dockerswarm_task_port_publish_mode: PublishMode,
      }),
    }));
    const ports = tcpPorts(service?.Endpoint?.Ports);
    const attached = (task.NetworksAttachments ?? []).flatMap(({ Network, Addresses }) =>
      (Addresses ?? []).flatMap((network) => {
        const common = { ...labels, ...networks(Network?.ID) };
        const address = addressOf(network);
        if (ports.length === 0) return [{ ...common, __address__: hostPort(address, port) }];
        return ports.map(({ PublishMode, PublishedPort }) => ({
          ...common,
          ...labelSet({
            __address__: hostPort(address, PublishedPort ?? 0),
            __meta_dockerswarm_task_port_publish_mode: PublishMode,
          }),
        }));
      }),
    );
    return [...published, ...attached];
  });
}

const byId = async <T extends { readonly ID: string }>(client: DockerClient, path: string, signal: AbortSignal) =>
  new Map((await client.list<T>(path, {}, signal)).map((one) => [one.ID, one]));

const taskLabels = ({ ID, Slot, DesiredState, Spec, Status }: SwarmTask) => ({
  ...labelSet({
    __meta_dockerswarm_task_id: ID,
    __meta_dockerswarm_task_slot: Slot ?? 0,
    __meta_dockerswarm_task_desired_state: DesiredState,
    __meta_dockerswarm_task_state: Status?.State,
    __meta_dockerswarm_task_container_id: Status?.ContainerStatus?.ContainerID,
  }),
  ...prefixedLabels('__meta_dockerswarm_container_label_', Spec?.ContainerSpec?.Labels),
});
