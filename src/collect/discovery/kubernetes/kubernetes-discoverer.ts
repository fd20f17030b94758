import type { Discoverer, TargetGroup } from '../discovery.js';
import type { KubernetesDiscoveryConfig } from '../discovery-config.js';
import type { DiscoveryEnvironment } from '../discovery-environment.js';
import { FailureState } from '../failure-state.js';
import { GroupSet } from '../group-set.js';
import { repeatStep } from '../repeated-step.js';
import { type ApiAccess, apiAccess, POD_ENVIRONMENT, type PodEnvironment } from './api-access.js';
import { ClusterState } from './cluster-state.js';
import { ObjectWatch } from './object-watch.js';
import { RESOURCES, type ResourceName, resourcePath } from './resources.js';
import { ROLES } from './roles/roles.js';

const LONGEST_RETRY_MS = 60_000;

/**
 * Lists and watches the objects of a role and those that belong to its targets.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function kubernetesDiscoverer(
  config: KubernetesDiscoveryConfig,
  environment: DiscoveryEnvironment,
  pod: PodEnvironment = POD_ENVIRONMENT,
): Discoverer {
  return {
    async run(found, signal) {
      const access = await whenReadable(() => apiAccess(config, pod), environment, signal);
      if (access !== undefined) await watchAll(config, access, environment, found, signal);
    },
  };
}

/** Tries until it works; undefined where `signal` is aborted before. */
async function whenReadable<T>(
  read: () => Promise<T>,
  environment: DiscoveryEnvironment,
  signal: AbortSignal,
): Promise<T | undefined> {
  const state = new FailureState('kubernetes', 'access to the API', environment);
  const done = new AbortController();
  let value: T | undefined;
  await repeatStep(environment.clock, AbortSignal.any([signal, done.signal]), async () => {
    try {
      value = await read();
      done.abort();
      return 0;
    } catch (error) {
      return state.failed(error, LONGEST_RETRY_MS);
    }
  });
  return signal.aborted ? undefined : value;
}

async function watchAll(
  config: KubernetesDiscoveryConfig,
  { server, http, namespaces }: ApiAccess,
  environment: DiscoveryEnvironment,
  found: (groups: readonly TargetGroup[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const known = new GroupSet();
  const state = new FailureState('kubernetes', `role ${config.role}`, environment);
  const failed = (error: unknown) => state.failed(error, LONGEST_RETRY_MS);
  const take = (groups: readonly TargetGroup[]) => {
    if (signal.aborted) return;
    try {
      const changed = known.take(groups);
      if (changed.length > 0) found(changed);
    } catch (error) {
      failed(error);
    }
  };
  const cluster = new ClusterState(ROLES[config.role], config.attach, take, failed);
  const client = environment.httpClient(http);
  const watches = watchedResources(config).flatMap((resource) => {
    const { role, namespaced } = RESOURCES[resource];
    const { label = '', field = '' } = config.selectors.find((selector) => selector.role === role) ?? {};
    const places = namespaced && namespaces.length > 0 ? namespaces : [undefined];
    return places.map((namespace) => {
      const url = `${server}${resourcePath(resource, namespace)}`;
      return new ObjectWatch({ client, url, label, field, listener: cluster.listener(resource), environment });
    });
  });
  try {
    await Promise.all(watches.map((watch) => watch.run(signal)));
  } finally {
    await client.close();
  }
}

/** The role's own resource, those beside it, and those of `attach_metadata`. */
function watchedResources({ role, attach }: KubernetesDiscoveryConfig): ResourceName[] {
  const { resource, beside } = ROLES[role];
  const ofPods = [resource, ...beside].includes('pods');
  return [
    resource,
    ...beside,
    ...(attach.node && ofPods ? (['nodes'] as const) : []),
    ...(attach.namespace && resource !== 'nodes' ? (['namespaces'] as const) : []),
    ...(attach.deployment && ofPods ? (['replicasets'] as const) : []),
    ...(attach.cronjob && ofPods ? (['jobs'] as const) : []),
  ];
}
