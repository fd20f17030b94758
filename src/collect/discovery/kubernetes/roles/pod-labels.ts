import { labelSet } from '../../meta-labels.js';
import type { Lookup } from '../lookup.js';
import { namedObjectLabels } from '../object-labels.js';
import type { ContainerPort, KubernetesObject, KubernetesPod, OwnerReference, PodContainer } from '../objects.js';

/** What the role `pod` says of a pod, and the roles of endpoints of the pod behind one. */
export function podLabels(pod: KubernetesPod, lookup: Lookup): Record<string, string> {
  const owner = controllerOf(pod);
  return {
    ...namedObjectLabels('pod', pod),
    ...labelSet({
      __meta_kubernetes_pod_ip: pod.status?.podIP,
      __meta_kubernetes_pod_ready: readiness(pod),
      __meta_kubernetes_pod_phase: pod.status?.phase,
      __meta_kubernetes_pod_node_name: pod.spec?.nodeName,
      __meta_kubernetes_pod_host_ip: pod.status?.hostIP,
      __meta_kubernetes_pod_uid: pod.metadata?.uid,
      __meta_kubernetes_pod_controller_kind: owner?.kind,
      __meta_kubernetes_pod_controller_name: owner?.name,
      ...ownerNames(pod, owner, lookup),
    }),
  };
}

const controllerOf = ({ metadata }: KubernetesObject) =>
  metadata?.ownerReferences?.find(({ controller }) => controller === true);

const readiness = ({ status }: KubernetesPod) =>
  (status?.conditions?.find(({ type }) => type === 'Ready')?.status ?? 'unknown').toLowerCase();

/** `attach_metadata.deployment`, `.job` and `.cronjob`. */
function ownerNames({ metadata }: KubernetesPod, owner: OwnerReference | undefined, { attach, get }: Lookup) {
  const above = (resource: 'replicasets' | 'jobs', kind: string) => {
    const object = get(resource, metadata?.namespace, owner?.name ?? '');
    const controller = object === undefined ? undefined : controllerOf(object);
    return controller?.kind === kind ? controller.name : undefined;
  };
  if (owner?.kind === 'ReplicaSet' && attach.deployment)
    return { __meta_kubernetes_pod_deployment_name: above('replicasets', 'Deployment') };
  if (owner?.kind !== 'Job') return {};
  return {
    ...(attach.job && { __meta_kubernetes_pod_job_name: owner.name }),
    ...(attach.cronjob && { __meta_kubernetes_pod_cronjob_name: above('jobs', 'CronJob') }),
  };
}

/** A container of a pod, and whether it is an init container. */
export interface PlacedContainer {
  readonly container: PodContainer;
  readonly init: boolean;
}

export const containersOf = ({ spec }: KubernetesPod): PlacedContainer[] => [
  ...(spec?.containers ?? []).map((container) => ({ container, init: false })),
  ...(spec?.initContainers ?? []).map((container) => ({ container, init: true })),
];

/** What is said of a container, and of its port where the target is one. */
export function containerLabels(
  { status }: KubernetesPod,
  { container, init }: PlacedContainer,
  port?: ContainerPort,
): Record<string, string> {
  const statuses = init ? status?.initContainerStatuses : status?.containerStatuses;
  return labelSet({
    __meta_kubernetes_pod_container_name: container.name,
    __meta_kubernetes_pod_container_id: statuses?.find(({ name }) => name === container.name)?.containerID,
    __meta_kubernetes_pod_container_image: container.image,
    __meta_kubernetes_pod_container_init: init,
    ...(port !== undefined && {
      __meta_kubernetes_pod_container_port_name: port.name,
      __meta_kubernetes_pod_container_port_number: port.containerPort,
      __meta_kubernetes_pod_container_port_protocol: port.protocol,
    }),
  });
}
