import { hostPort } from '../../meta-labels.js';
import type { Lookup } from '../lookup.js';
import type { KubernetesPod, ObjectReference } from '../objects.js';
import { keyOf } from '../resources.js';
import { attachedNode } from './attached-labels.js';
import { containerLabels, containersOf, type PlacedContainer, podLabels } from './pod-labels.js';

type Labels = Record<string, string>;

/**
 * The pods behind the addresses of one endpoints object or slice: they tell more of the targets that are theirs, and add
 * targets for their other ports.
 */
export class PodsBehind {
  private readonly seen = new Map<string, { readonly pod: KubernetesPod; readonly ports: Set<number> }>();

  constructor(
    private readonly namespace: string | undefined,
    private readonly lookup: Lookup,
  ) {}

  /** What the pod that `reference` names, if it names one, says of the target at `port`. */
  labels(reference: ObjectReference | undefined, port: number | undefined): Labels {
    if (reference?.kind !== 'Pod' || reference.name === undefined) return {};
    const namespace = reference.namespace ?? this.namespace;
    const pod = this.lookup.get('pods', namespace, reference.name);
    if (pod === undefined) return {};
    const key = keyOf(namespace, reference.name);
    const known = this.seen.get(key) ?? { pod, ports: new Set<number>() };
    this.seen.set(key, known);
    if (port !== undefined) known.ports.add(port);
    for (const placed of runningContainers(pod)) {
      const match = placed.container.ports?.find(({ containerPort }) => containerPort === port);
      if (match !== undefined) return { ...podLabels(pod, this.lookup), ...containerLabels(pod, placed, match) };
    }
    return podLabels(pod, this.lookup);
  }

  /** Targets for the ports of these pods that no endpoint has. */
  otherPorts(): Labels[] {
    return [...this.seen.values()].flatMap(({ pod, ports }) => {
      const ip = pod.status?.podIP;
      if (!ip || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') return [];
      const labels = { ...podLabels(pod, this.lookup), ...attachedNode(pod.spec?.nodeName, this.lookup) };
      return runningContainers(pod).flatMap((placed) =>
        (placed.container.ports ?? [])
          .filter(({ containerPort }) => !ports.has(containerPort))
          .map((port) => ({
            __address__: hostPort(ip, port.containerPort),
            ...containerLabels(pod, placed, port),
            ...labels,
          })),
      );
    });
  }
}

/** Init containers have ended before a pod is reached, except for sidecars. */
const runningContainers = (pod: KubernetesPod): PlacedContainer[] =>
  containersOf(pod).filter(({ container, init }) => !init || container.restartPolicy === 'Always');
