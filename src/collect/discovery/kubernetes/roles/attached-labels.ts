import { labelSet } from '../../meta-labels.js';
import type { Lookup } from '../lookup.js';
import { objectLabels } from '../object-labels.js';
import type { KubernetesObject } from '../objects.js';

/** `attach_metadata.node`. */
export function attachedNode(name: string | undefined, { attach, get }: Lookup): Record<string, string> {
  if (!attach.node || name === undefined) return {};
  const node = get('nodes', undefined, name);
  return node === undefined
    ? {}
    : { ...labelSet({ __meta_kubernetes_node_name: name }), ...objectLabels('node', node) };
}

/** `attach_metadata.namespace`. */
export function attachedNamespace({ metadata }: KubernetesObject, { attach, get }: Lookup): Record<string, string> {
  if (!attach.namespace || metadata?.namespace === undefined) return {};
  const namespace = get('namespaces', undefined, metadata.namespace);
  return namespace === undefined ? {} : objectLabels('namespace', namespace);
}
