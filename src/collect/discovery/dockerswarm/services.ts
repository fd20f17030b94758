import type { DockerClient, DockerFilters } from '../../docker/docker-client.js';
import type { SwarmService } from '../../docker/engine-objects.js';
import { networkLabels } from '../engine-networks.js';
import { hostPort, labelSet } from '../meta-labels.js';
import { addressOf, serviceLabels, tcpPorts } from './swarm-labels.js';

/** A target for each virtual address of a service with each published port; `port` where nothing is published. */
export async function serviceTargets(
  client: DockerClient,
  { filters, port }: { readonly filters: DockerFilters; readonly port: number },
  signal: AbortSignal,
): Promise<Record<string, string>[]> {
  const services = await client.list<SwarmService>('/services', filters, signal);
  const networks = await networkLabels(client, '__meta_dockerswarm_', signal);
  return services.flatMap((service) => {
    const container = service.Spec?.TaskTemplate?.ContainerSpec;
    const labels = {
      ...serviceLabels(service),
      ...labelSet({
        __meta_dockerswarm_service_task_container_hostname: container?.Hostname,
        __meta_dockerswarm_service_task_container_image: container?.Image,
        __meta_dockerswarm_service_updating_status: service.UpdateStatus?.State,
      }),
    };
    const ports = tcpPorts(service.Endpoint?.Ports);
    return (service.Endpoint?.VirtualIPs ?? []).flatMap(({ NetworkID, Addr }) => {
      const address = addressOf(Addr);
      if (address === '') return [];
      const common = { ...labels, ...networks(NetworkID) };
      if (ports.length === 0) return [{ ...common, __address__: hostPort(address, port) }];
      return ports.map(({ Name, PublishMode, PublishedPort }) => ({
        ...common,
        ...labelSet({
          __address__: hostPort(address, PublishedPort ?? 0),
          __meta_dockerswarm_service_endpoint_port_name: Name,
          __meta_dockerswarm_service_endpoint_port_publish_mode: PublishMode,
        }),
      }));
    });
  });
}
