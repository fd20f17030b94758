import type { DockerClient, DockerFilters } from '../../docker/docker-client.js';
import type { SwarmNode } from '../../docker/engine-objects.js';
import { hostPort, labelSet } from '../meta-labels.js';
import { nodeLabels } from './swarm-labels.js';

/** A target for each node of the swarm. */
export async function nodeTargets(
  client: DockerClient,
  { filters, port }: { readonly filters: DockerFilters; readonly port: number },
  signal: AbortSignal,
): Promise<Record<string, string>[]> {
  const nodes = await client.list<SwarmNode>('/nodes', filters, signal);
  return nodes.map((node) => ({
    ...nodeLabels(node),
    ...labelSet({
      __address__: hostPort(node.Status?.Addr ?? '', port),
      __meta_dockerswarm_node_engine_version: node.Description?.Engine?.EngineVersion,
      ...(node.ManagerStatus !== undefined && {
        __meta_dockerswarm_node_manager_address: node.ManagerStatus.Addr,
        __meta_dockerswarm_node_manager_leader: node.ManagerStatus.Leader ?? false,
        __meta_dockerswarm_node_manager_reachability: node.ManagerStatus.Reachability,
      }),
    }),
  }));
}
