import type { KubernetesRole } from '../../discovery-config.js';
import { endpointsRole } from './endpoints.js';
import { endpointSliceRole } from './endpointslice.js';
import { ingressRole } from './ingress.js';
import { nodeRole } from './node.js';
import { podRole } from './pod.js';
import type { Role } from './role.js';
import { serviceRole } from './service.js';

export const ROLES: Readonly<Record<KubernetesRole, Role>> = {
  node: nodeRole,
  service: serviceRole,
  pod: podRole,
  endpoints: endpointsRole,
  endpointslice: endpointSliceRole,
  ingress: ingressRole,
};
