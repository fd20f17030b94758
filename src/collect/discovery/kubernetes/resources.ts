import type { KubernetesRole } from '../discovery-config.js';
import type {
  KubernetesEndpointSlice,
  KubernetesEndpoints,
  KubernetesIngress,
  KubernetesNode,
  KubernetesObject,
  KubernetesPod,
  KubernetesService,
} from './objects.js';

/** What is listed and watched, by its name in the API's paths. */
export interface ResourceObjects {
  readonly nodes: KubernetesNode;
  readonly namespaces: KubernetesObject;
  readonly services: KubernetesService;
  readonly pods: KubernetesPod;
  readonly endpoints: KubernetesEndpoints;
  readonly endpointslices: KubernetesEndpointSlice;
  readonly ingresses: KubernetesIngress;
  readonly replicasets: KubernetesObject;
  readonly jobs: KubernetesObject;
}

export type ResourceName = keyof ResourceObjects;

interface Resource {
  /** Of the API group and version. */
  readonly path: string;
  readonly namespaced: boolean;
  /** The role whose selectors hold for it. */
  readonly role?: KubernetesRole;
}

export const RESOURCES: Readonly<Record<ResourceName, Resource>> = {
  nodes: { path: '/api/v1', namespaced: false, role: 'node' },
  namespaces: { path: '/api/v1', namespaced: false },
  services: { path: '/api/v1', namespaced: true, role: 'service' },
  pods: { path: '/api/v1', namespaced: true, role: 'pod' },
  endpoints: { path: '/api/v1', namespaced: true, role: 'endpoints' },
  endpointslices: { path: '/apis/discovery.k8s.io/v1', namespaced: true, role: 'endpointslice' },
  ingresses: { path: '/apis/networking.k8s.io/v1', namespaced: true, role: 'ingress' },
  replicasets: { path: '/apis/apps/v1', namespaced: true },
  jobs: { path: '/apis/batch/v1', namespaced: true },
};

/** The path of a resource's list, in one namespace where one is given and the resource has any. */
export function resourcePath(name: ResourceName, namespace: string | undefined): string {
  const { path, namespaced } = RESOURCES[name];
  return namespaced && namespace !== undefined
    ? `${path}/namespaces/${encodeURIComponent(namespace)}/${name}`
    : `${path}/${name}`;
}

/** Tells objects of one resource apart: `namespace/name`, or the name. */
export const objectKey = ({ metadata }: KubernetesObject): string => keyOf(metadata?.namespace, metadata?.name);

export const keyOf = (namespace: string | undefined, name: string | undefined): string =>
  namespace === undefined || namespace === '' ? (name ?? '') : `${namespace}/${name ?? ''}`;
