import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HttpClientConfig, PLAIN_HTTP } from '../../../lib/http-client/http-client-config.js';
import type { KubernetesDiscoveryConfig } from '../discovery-config.js';
import { hostPort } from '../meta-labels.js';
import { readKubeconfig } from './kubeconfig.js';

/** Where a pod finds how to speak with its cluster. https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
export interface PodEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Of the service account: `token`, `ca.crt` and `namespace`. */
  readonly directory: string;
}

export const POD_ENVIRONMENT: PodEnvironment = {
  variables: process.env,
  directory: '/var/run/secrets/kubernetes.io/serviceaccount',
};

/** How the API is reached, and in which namespaces objects are looked for (none: in all). */
export interface ApiAccess {
  /** Without a `/` at its end. */
  readonly server: string;
  readonly http: HttpClientConfig;
  readonly namespaces: readonly string[];
}

/** Throws an `Error` where the program does not run in a cluster though it ought to, or a file cannot be read. */
export async function apiAccess(config: KubernetesDiscoveryConfig, pod: PodEnvironment): Promise<ApiAccess> {
  const { server, http } = await serverOf(config, pod);
  const own = config.ownNamespace ? [(await readFile(join(pod.directory, 'namespace'), 'utf8')).trim()] : [];
  const namespaces = [...new Set([...config.namespaces, ...own])];
  return { server: server.replace(/\/+$/, ''), http, namespaces };
}

async function serverOf(
  { apiServer, kubeconfigFile, http }: KubernetesDiscoveryConfig,
  { variables, directory }: PodEnvironment,
): Promise<{ readonly server: string; readonly http: HttpClientConfig }> {
  if (kubeconfigFile !== undefined) return readKubeconfig(await readFile(kubeconfigFile, 'utf8'), kubeconfigFile);
  if (apiServer !== undefined) return { server: apiServer, http };
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = variables;
  if (!host || !port)
    throw new Error('not in a cluster (KUBERNETES_SERVICE_HOST is not set): give api_server or kubeconfig_file');
  return {
    server: `https://${hostPort(host, port)}`,
    http: {
      ...PLAIN_HTTP,
      authorization: { type: 'Bearer', credentials: { file: join(directory, 'token') } },
      tls: { ca: { file: join(directory, 'ca.crt') }, insecureSkipVerify: false },
    },
  };
}
