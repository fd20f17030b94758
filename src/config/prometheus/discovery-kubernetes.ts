import { resolve } from 'node:path';
import { z } from 'zod';
import type { KubernetesDiscoveryConfig, KubernetesRole } from '../../collect/discovery/discovery-config.js';
import { httpClientSchema, toHttpClient } from '../http-client.js';
import { plainText } from '../values.js';
import { urlOf, withHttpClient } from './discovery-values.js';

/** The roles that selectors may have, by the role of the discovery. */
const SELECTED: Readonly<Record<KubernetesRole, readonly KubernetesRole[]>> = {
  node: ['node'],
  service: ['service'],
  pod: ['pod'],
  endpoints: ['endpoints', 'service', 'pod'],
  endpointslice: ['endpointslice', 'service', 'pod'],
  ingress: ['ingress'],
};

const ROLES = Object.keys(SELECTED) as KubernetesRole[];
const kubernetesRole = z
  .string()
  .transform((role) => role.toLowerCase())
  .pipe(z.enum(ROLES, `must be one of ${ROLES.join(', ')}`));

const flag = z.boolean().default(false);

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config */
export const kubernetesConfig = withHttpClient({
  role: kubernetesRole,
  api_server: urlOf('http', 'https').optional(),
  kubeconfig_file: plainText.optional(),
  namespaces: z.strictObject({ own_namespace: flag, names: z.array(plainText).nullish() }).nullish(),
  selectors: z
    .array(z.strictObject({ role: kubernetesRole, label: plainText.default(''), field: plainText.default('') }))
    .nullish(),
  attach_metadata: z
    .strictObject({ node: flag, namespace: flag, deployment: flag, job: flag, cronjob: flag })
    .nullish(),
}).superRefine((given, context) => {
  const problem = accessProblem(given) ?? selectorProblem(given);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

type Given = z.output<typeof kubernetesConfig>;

function accessProblem(given: Given): string | undefined {
  const { api_server, kubeconfig_file, namespaces } = given;
  const place = api_server !== undefined ? 'api_server' : kubeconfig_file !== undefined ? 'kubeconfig_file' : undefined;
  if (api_server !== undefined && kubeconfig_file !== undefined)
    return 'at most one of api_server and kubeconfig_file may be given';
  if (namespaces?.own_namespace && place !== undefined)
    return `namespaces.own_namespace is for a program within the cluster; it does not go with ${place}`;
  if (api_server === undefined && hasClientSettings(given))
    return 'settings of the HTTP client need api_server: within a cluster and with kubeconfig_file they are known';
  return undefined;
}

/** Whether the client is any other than the one that stands for nothing said. */
function hasClientSettings(given: Given): boolean {
  const fields = Object.keys(httpClientSchema.shape) as (keyof typeof httpClientSchema.shape)[];
  const plain: Partial<Record<string, unknown>> = httpClientSchema.parse({});
  return fields.some((field) => given[field] !== undefined && given[field] !== plain[field]);
}

function selectorProblem({ role, selectors, attach_metadata }: Given): string | undefined {
  const allowed = [...SELECTED[role], ...(role === 'pod' && attach_metadata?.node ? (['node'] as const) : [])];
  const seen = new Set<string>();
  for (const selector of selectors ?? []) {
    if (!allowed.includes(selector.role))
      return `role ${role} takes selectors of role ${allowed.join(', ')} only, not of ${selector.role}`;
    if (seen.has(selector.role)) return `has two selectors of role ${selector.role}; join them with a comma in one`;
    seen.add(selector.role);
  }
  return undefined;
}

export function toKubernetes(given: Given, directory: string): KubernetesDiscoveryConfig {
  const { role, api_server, kubeconfig_file, namespaces, selectors, attach_metadata } = given;
  return {
    kind: 'kubernetes',
    role,
    ...(api_server !== undefined && { apiServer: api_server }),
    ...(kubeconfig_file !== undefined && { kubeconfigFile: resolve(directory, kubeconfig_file) }),
    namespaces: namespaces?.names ?? [],
    ownNamespace: namespaces?.own_namespace ?? false,
    selectors: selectors ?? [],
    attach: attach_metadata ?? { node: false, namespace: false, deployment: false, job: false, cronjob: false },
    http: toHttpClient(given, directory),
  };
}
