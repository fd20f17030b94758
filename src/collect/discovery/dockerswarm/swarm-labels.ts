import type { PublishedPort, SwarmNode, SwarmService } from '../../docker/engine-objects.js';
import { labelSet, prefixedLabels } from '../meta-labels.js';

/** What the roles `services` and `tasks` both say of a service. */
export const serviceLabels = ({ ID, Spec }: SwarmService) => ({
  ...labelSet({
    __meta_dockerswarm_service_id: ID,
    __meta_dockerswarm_service_name: Spec?.Name,
    __meta_dockerswarm_service_mode: modeOf(Spec?.Mode),
  }),
  ...prefixedLabels('__meta_dockerswarm_service_label_', Spec?.Labels),
});

const modeOf = (mode: Readonly<Record<string, unknown>> | undefined) =>
  mode?.Global ? 'global' : mode?.Replicated ? 'replicated' : undefined;

/** What the roles `tasks` and `nodes` both say of a node. */
export const nodeLabels = ({ ID, Spec, Description, Status }: SwarmNode) => ({
  ...labelSet({
    __meta_dockerswarm_node_id: ID,
    __meta_dockerswarm_node_address: Status?.Addr,
    __meta_dockerswarm_node_availability: Spec?.Availability,
    __meta_dockerswarm_node_hostname: Description?.Hostname,
    __meta_dockerswarm_node_platform_architecture: Description?.Platform?.Architecture,
    __meta_dockerswarm_node_platform_os: Description?.Platform?.OS,
    __meta_dockerswarm_node_role: Spec?.Role,
    __meta_dockerswarm_node_status: Status?.State,
  }),
  ...prefixedLabels('__meta_dockerswarm_node_label_', Spec?.Labels),
});

export const tcpPorts = (ports: readonly PublishedPort[] | undefined): PublishedPort[] =>
  (ports ?? []).filter(({ Protocol }) => Protocol === 'tcp');

/** The address of `10.0.0.3/24`. */
export const addressOf = (network: string | undefined): string => network?.split('/')[0] ?? '';
