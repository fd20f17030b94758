import { labelName, labelSet, prefixedLabels } from '../meta-labels.js';
import type { KubernetesObject } from './objects.js';

/** Meta labels of an object's labels and annotations: `__meta_kubernetes_<kind>_label_<name>` and the like. */
export function objectLabels(kind: string, { metadata }: KubernetesObject): Record<string, string> {
  return {
    ...mapLabels(`__meta_kubernetes_${kind}_label`, metadata?.labels),
    ...mapLabels(`__meta_kubernetes_${kind}_annotation`, metadata?.annotations),
  };
}

function mapLabels(prefix: string, map: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const present = Object.keys(map ?? {}).map((key) => [`${prefix}present_${labelName(key)}`, 'true']);
  return { ...prefixedLabels(`${prefix}_`, map), ...Object.fromEntries(present) };
}

/** As `objectLabels`, with the object's name and, where it has one, its namespace. */
export function namedObjectLabels(kind: string, object: KubernetesObject): Record<string, string> {
  return {
    ...labelSet({
      __meta_kubernetes_namespace: object.metadata?.namespace,
      [`__meta_kubernetes_${kind}_name`]: object.metadata?.name,
    }),
    ...objectLabels(kind, object),
  };
}
