import { labelSet } from '../../meta-labels.js';
import { namedObjectLabels } from '../object-labels.js';
import type { KubernetesIngress } from '../objects.js';
import { attachedNamespace } from './attached-labels.js';
import { role } from './role.js';

/** A target for each path of an ingress. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#ingress */
export const ingressRole = role({
  resource: 'ingresses',
  beside: [],
  source: 'ingress',
  group(ingress, lookup) {
    const targets = (ingress.spec?.rules ?? []).flatMap(({ host, http }) => {
      const scheme = isSecure(ingress, host) ? 'https' : 'http';
      const paths = http?.paths ?? [];
      return (paths.length === 0 ? [{}] : paths).map(({ path }: { readonly path?: string }) =>
        labelSet({
          __address__: host,
          __meta_kubernetes_ingress_scheme: scheme,
          __meta_kubernetes_ingress_host: host,
          __meta_kubernetes_ingress_path: path || '/',
        }),
      );
    });
    const labels = {
      ...namedObjectLabels('ingress', ingress),
      ...labelSet({ __meta_kubernetes_ingress_class_name: ingress.spec?.ingressClassName }),
      ...attachedNamespace(ingress, lookup),
    };
    return { targets, labels };
  },
});

function isSecure({ spec }: KubernetesIngress, host: string | undefined): boolean {
  const patterns = (spec?.tls ?? []).flatMap(({ hosts }) => hosts ?? []);
  return patterns.some((pattern) => matchesHost(pattern, host ?? ''));
}

/** `*.example.com` stands for one more label in front. */
function matchesHost(pattern: string, host: string): boolean {
  const [wanted, given] = [pattern.split('.'), host.split('.')];
  return (
    wanted.length === given.length &&
    wanted.every((label, index) => (index === 0 && label === '*') || label === given[index])
  );
}
