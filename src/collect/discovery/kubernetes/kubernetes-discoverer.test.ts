import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoveryEnvironment, discoveryFixture } from '../../../../test/support/discovery-environment.js';
import { DrivenClock } from '../../../../test/support/driven-clock.js';
import { FoundGroups } from '../../../../test/support/found-groups.js';
import { answerJson } from '../../../../test/support/recorded-api.js';
import { RecordedCluster } from '../../../../test/support/recorded-cluster.js';
import { createHttpClient } from '../../../lib/http-client/create-http-client.js';
import { PLAIN_HTTP } from '../../../lib/http-client/http-client-config.js';
import type { KubernetesDiscoveryConfig, KubernetesRole } from '../discovery-config.js';
import { kubernetesDiscoverer } from './kubernetes-discoverer.js';

/** Of what is looked at again and again. */
const WAIT = { timeout: 30_000 };

interface List {
  metadata: { resourceVersion: string; continue?: string };
  items: { metadata: { name: string; labels?: Record<string, string>; resourceVersion?: string } }[];
}

let cluster: RecordedCluster;
let found: FoundGroups | undefined;

beforeEach(async () => {
  cluster = await RecordedCluster.start();
});

afterEach(async () => {
  await found?.stop();
  found = undefined;
  await cluster.stop();
});

const NOTHING_ATTACHED = { node: false, namespace: false, deployment: false, job: false, cronjob: false };

function config(role: KubernetesRole, given: Partial<KubernetesDiscoveryConfig> = {}): KubernetesDiscoveryConfig {
  return {
    kind: 'kubernetes',
    role,
    apiServer: cluster.api.url,
    namespaces: [],
    ownNamespace: false,
    selectors: [],
    attach: NOTHING_ATTACHED,
    http: PLAIN_HTTP,
    ...given,
  };
}

async function run(given: KubernetesDiscoveryConfig, environment = discoveryEnvironment()): Promise<FoundGroups> {
  found = new FoundGroups(kubernetesDiscoverer(given, environment));
  await found.until(({ groups }) => groups.size > 0);
  return found;
}

const WEB_POD = {
  __meta_kubernetes_namespace: 'shop',
  __meta_kubernetes_pod_name: 'web-1',
  __meta_kubernetes_pod_uid: 'p1',
  __meta_kubernetes_pod_ip: '10.244.1.5',
  __meta_kubernetes_pod_host_ip: '10.0.0.11',
  __meta_kubernetes_pod_node_name: 'worker-1',
  __meta_kubernetes_pod_phase: 'Running',
  __meta_kubernetes_pod_ready: 'true',
  __meta_kubernetes_pod_controller_kind: 'ReplicaSet',
  __meta_kubernetes_pod_controller_name: 'web-abc',
  __meta_kubernetes_pod_label_app: 'web',
  __meta_kubernetes_pod_labelpresent_app: 'true',
};
const WEB_CONTAINER = {
  __meta_kubernetes_pod_container_name: 'web',
  __meta_kubernetes_pod_container_id: 'containerd://aaa',
  __meta_kubernetes_pod_container_image: 'shop/web:1',
  __meta_kubernetes_pod_container_init: 'false',
};
const port = (name: string, number: string) => ({
  __meta_kubernetes_pod_container_port_name: name,
  __meta_kubernetes_pod_container_port_number: number,
  __meta_kubernetes_pod_container_port_protocol: 'TCP',
});
const WEB_SERVICE = {
  __meta_kubernetes_namespace: 'shop',
  __meta_kubernetes_service_name: 'web',
  __meta_kubernetes_service_label_app: 'web',
  __meta_kubernetes_service_labelpresent_app: 'true',
  __meta_kubernetes_service_annotation_prometheus_io_scrape: 'true',
  __meta_kubernetes_service_annotationpresent_prometheus_io_scrape: 'true',
};

describe('roles', () => {
  it('node', async () => {
    const { groups } = await run(config('node'));
    expect([...groups.values()]).toEqual([
      {
        source: 'node/worker-1',
        targets: [
          {
            __address__: '10.0.0.11:10250',
            instance: 'worker-1',
            __meta_kubernetes_node_address_Hostname: 'worker-1',
            __meta_kubernetes_node_address_InternalIP: '10.0.0.11',
          },
        ],
        labels: {
          __meta_kubernetes_node_name: 'worker-1',
          __meta_kubernetes_node_provider_id: 'aws:///eu-1a/i-1',
          __meta_kubernetes_node_label_kubernetes_io_hostname: 'worker-1',
          __meta_kubernetes_node_labelpresent_kubernetes_io_hostname: 'true',
          __meta_kubernetes_node_annotation_node_alpha_kubernetes_io_ttl: '0',
          __meta_kubernetes_node_annotationpresent_node_alpha_kubernetes_io_ttl: 'true',
        },
      },
    ]);
  });

  it('service', async () => {
    const { targets, groups } = await run(config('service'));
    expect([...groups.keys()]).toEqual(['svc/shop/web', 'svc/shop/mail', 'svc/shop/edge']);
    expect(targets).toEqual([
      {
        __address__: 'edge.shop.svc:443',
        __meta_kubernetes_namespace: 'shop',
        __meta_kubernetes_service_name: 'edge',
        __meta_kubernetes_service_type: 'LoadBalancer',
        __meta_kubernetes_service_cluster_ip: '10.96.0.8',
        __meta_kubernetes_service_loadbalancer_ip: '203.0.113.5',
        __meta_kubernetes_service_port_name: 'https',
        __meta_kubernetes_service_port_number: '443',
        __meta_kubernetes_service_port_protocol: 'TCP',
      },
      {
        __address__: 'mail.shop.svc:25',
        __meta_kubernetes_namespace: 'shop',
        __meta_kubernetes_service_name: 'mail',
        __meta_kubernetes_service_type: 'ExternalName',
        __meta_kubernetes_service_external_name: 'mail.example.com',
        __meta_kubernetes_service_port_number: '25',
        __meta_kubernetes_service_port_protocol: 'TCP',
      },
      {
        ...WEB_SERVICE,
        __address__: 'web.shop.svc:80',
        __meta_kubernetes_service_type: 'ClusterIP',
        __meta_kubernetes_service_cluster_ip: '10.96.0.7',
        __meta_kubernetes_service_port_name: 'http',
        __meta_kubernetes_service_port_number: '80',
        __meta_kubernetes_service_port_protocol: 'TCP',
      },
    ]);
  });

  it('pod', async () => {
    const { targets } = await run(config('pod'));
    expect(targets).toEqual([
      {
        ...WEB_POD,
        __address__: '10.244.1.5',
        __meta_kubernetes_pod_container_name: 'log',
        __meta_kubernetes_pod_container_image: 'shop/log:1',
        __meta_kubernetes_pod_container_init: 'false',
      },
      {
        ...WEB_POD,
        __address__: '10.244.1.5:7000',
        __meta_kubernetes_pod_container_name: 'migrate',
        __meta_kubernetes_pod_container_id: 'containerd://mmm',
        __meta_kubernetes_pod_container_image: 'shop/migrate:1',
        __meta_kubernetes_pod_container_init: 'true',
        __meta_kubernetes_pod_container_port_number: '7000',
        __meta_kubernetes_pod_container_port_protocol: 'TCP',
      },
      { ...WEB_POD, ...WEB_CONTAINER, ...port('http', '8080'), __address__: '10.244.1.5:8080' },
      { ...WEB_POD, ...WEB_CONTAINER, ...port('metrics', '9102'), __address__: '10.244.1.5:9102' },
    ]);
  });

  it('pod with all that can be attached', async () => {
    const attach = { ...NOTHING_ATTACHED, node: true, namespace: true, deployment: true };
    const { targets } = await run(config('pod', { attach }));
    expect(targets[0]).toMatchObject({
      __meta_kubernetes_node_name: 'worker-1',
      __meta_kubernetes_node_label_kubernetes_io_hostname: 'worker-1',
      __meta_kubernetes_namespace_label_team: 'store',
      __meta_kubernetes_namespace_annotationpresent_owner: 'true',
      __meta_kubernetes_pod_deployment_name: 'web',
    });
  });

  it('endpoints', async () => {
    const { targets } = await run(config('endpoints'));
    const common = {
      ...WEB_SERVICE,
      __meta_kubernetes_endpoints_name: 'web',
      __meta_kubernetes_endpoints_label_app: 'web',
      __meta_kubernetes_endpoints_labelpresent_app: 'true',
    };
    const endpoint = { __meta_kubernetes_endpoint_port_name: 'http', __meta_kubernetes_endpoint_port_protocol: 'TCP' };
    expect(targets).toEqual([
      {
        ...common,
        ...endpoint,
        ...WEB_POD,
        ...WEB_CONTAINER,
        ...port('http', '8080'),
        __address__: '10.244.1.5:8080',
        __meta_kubernetes_endpoint_ready: 'true',
        __meta_kubernetes_endpoint_node_name: 'worker-1',
        __meta_kubernetes_endpoint_address_target_kind: 'Pod',
        __meta_kubernetes_endpoint_address_target_name: 'web-1',
      },
      { ...common, ...WEB_POD, ...WEB_CONTAINER, ...port('metrics', '9102'), __address__: '10.244.1.5:9102' },
      {
        ...common,
        ...endpoint,
        __address__: '10.244.1.9:8080',
        __meta_kubernetes_endpoint_ready: 'false',
        __meta_kubernetes_endpoint_hostname: 'late',
      },
    ]);
  });

  it('endpointslice', async () => {
    const { targets } = await run(config('endpointslice'));
    const common = {
      ...WEB_SERVICE,
      __meta_kubernetes_endpointslice_name: 'web-x7',
      __meta_kubernetes_endpointslice_label_kubernetes_io_service_name: 'web',
      __meta_kubernetes_endpointslice_labelpresent_kubernetes_io_service_name: 'true',
    };
    expect(targets).toEqual([
      {
        ...common,
        ...WEB_POD,
        ...WEB_CONTAINER,
        ...port('http', '8080'),
        __address__: '10.244.1.5:8080',
        __meta_kubernetes_endpointslice_address_type: 'IPv4',
        __meta_kubernetes_endpointslice_port: '8080',
        __meta_kubernetes_endpointslice_port_name: 'http',
        __meta_kubernetes_endpointslice_port_protocol: 'TCP',
        __meta_kubernetes_endpointslice_endpoint_conditions_ready: 'true',
        __meta_kubernetes_endpointslice_endpoint_conditions_serving: 'true',
        __meta_kubernetes_endpointslice_endpoint_conditions_terminating: 'false',
        __meta_kubernetes_endpointslice_endpoint_node_name: 'worker-1',
        __meta_kubernetes_endpointslice_endpoint_zone: 'eu-1a',
        __meta_kubernetes_endpointslice_address_target_kind: 'Pod',
        __meta_kubernetes_endpointslice_address_target_name: 'web-1',
      },
      { ...common, ...WEB_POD, ...WEB_CONTAINER, ...port('metrics', '9102'), __address__: '10.244.1.5:9102' },
    ]);
  });

  it('ingress', async () => {
    const { targets } = await run(config('ingress'));
    const common = {
      __meta_kubernetes_namespace: 'shop',
      __meta_kubernetes_ingress_name: 'shop',
      __meta_kubernetes_ingress_class_name: 'nginx',
      __meta_kubernetes_ingress_label_app: 'web',
      __meta_kubernetes_ingress_labelpresent_app: 'true',
    };
    const path = (host: string, scheme: string, at: string) => ({
      ...common,
      __address__: host,
      __meta_kubernetes_ingress_host: host,
      __meta_kubernetes_ingress_scheme: scheme,
      __meta_kubernetes_ingress_path: at,
    });
    expect(targets).toHaveLength(3);
    expect(targets).toEqual(
      expect.arrayContaining([
        path('plain.test', 'http', '/'),
        path('shop.example.com', 'https', '/cart'),
        path('shop.example.com', 'https', '/'),
      ]),
    );
  });
});

describe('watches', () => {
  const pods = () => discoveryFixture<List>('kubernetes/pods.json');

  it('begin at the version of the list and follow what comes, changes and goes', async () => {
    const all = await run(config('pod'));
    const watch = await cluster.watched('pods');
    expect(watch.get('resourceVersion')).toBe('100');
    expect(watch.get('allowWatchBookmarks')).toBe('true');
    const pod = pods().items[0]!;
    const second = { ...pod, metadata: { ...pod.metadata, name: 'web-2', resourceVersion: '101' } };
    cluster.tell('pods', 'ADDED', second);
    await all.until(({ groups }) => groups.has('pod/shop/web-2'));
    cluster.tell('pods', 'MODIFIED', { ...second, metadata: { ...second.metadata, labels: { app: 'other' } } });
    await all.until(({ groups }) => groups.get('pod/shop/web-2')?.labels.__meta_kubernetes_pod_label_app === 'other');
    cluster.tell('pods', 'DELETED', pod);
    await all.until(({ groups }) => !groups.has('pod/shop/web-1'));
    expect([...all.groups.keys()]).toEqual(['pod/shop/web-2']);
  });

  it('make those groups anew that a changed object beside them is in', async () => {
    const all = await run(config('endpoints'));
    await cluster.watched('services');
    const service = discoveryFixture<List>('kubernetes/services.json').items[0]!;
    cluster.tell('services', 'MODIFIED', { ...service, metadata: { ...service.metadata, labels: { tier: 'front' } } });
    await all.until(({ targets }) => targets[0]?.__meta_kubernetes_service_label_tier === 'front');
    expect(all.calls).toEqual([['endpoints/shop/web'], ['endpoints/shop/web']]);
    await cluster.watched('pods');
    cluster.tell('pods', 'DELETED', pods().items[0]);
    await all.until(({ targets }) => targets.length === 2);
    expect(all.targets[0]!.__meta_kubernetes_pod_name).toBeUndefined();
  });

  it('go on from the last bookmark when they end, and list anew when that is gone', async () => {
    const clock = new DrivenClock(0);
    const all = await run(config('pod'), discoveryEnvironment({ clock }));
    await cluster.watched('pods');
    cluster.tell('pods', 'BOOKMARK', { metadata: { resourceVersion: '140' } });
    cluster.end('pods');
    const again = async (times: number) => {
      let asked = false;
      const next = cluster.watched('pods', times).then((query) => {
        asked = true;
        return query;
      });
      // The step after a watch begins with the clock; that the watch has ended comes by the network.
      const turn = () => new Promise((resolve) => setImmediate(resolve));
      for (; !asked; await turn()) void clock.advance(1_000);
      return next;
    };
    expect((await again(2)).get('resourceVersion')).toBe('140');
    cluster.list('pods', { metadata: { resourceVersion: '200' }, items: pods().items.slice(1) });
    cluster.tell('pods', 'ERROR', { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' });
    expect((await again(3)).get('resourceVersion')).toBe('200');
    await all.until(({ groups }) => groups.size === 0);
  });

  it('read lists in pages', async () => {
    const [first, second] = [pods().items[0]!, pods().items[0]!];
    const other = { ...second, metadata: { ...second.metadata, name: 'web-2' } };
    cluster.list('pods', (query, response) => {
      const page = query.get('continue') === 'next' ? [other] : [first];
      const more = query.get('continue') === 'next' ? {} : { continue: 'next' };
      answerJson(response, { metadata: { resourceVersion: '7', ...more }, items: page });
    });
    const all = await run(config('pod'));
    expect([...all.groups.keys()]).toEqual(['pod/shop/web-1', 'pod/shop/web-2']);
    expect(cluster.asked('pods')[0]!.get('limit')).toBe('500');
  });

  it('select by namespace, label and field', async () => {
    const path = '/api/v1/namespaces/shop/pods';
    cluster.api.routes.set(path, ({ query }, response) => {
      if (query.get('watch') === null) answerJson(response, pods());
      else response.flushHeaders();
    });
    const selectors = [{ role: 'pod', label: 'app=web', field: 'status.phase=Running' }] as const;
    await run(config('pod', { namespaces: ['shop'], selectors }));
    const { query } = cluster.api.asked(path)[0]!;
    expect([query.get('labelSelector'), query.get('fieldSelector')]).toEqual(['app=web', 'status.phase=Running']);
  });

  it('poll where the client cannot stream', async () => {
    const clock = new DrivenClock(0);
    const environment = discoveryEnvironment({
      clock,
      httpClient: (given) => {
        const client = createHttpClient(given);
        return { request: (request) => client.request(request), close: () => client.close() };
      },
    });
    const all = await run(config('pod'), environment);
    cluster.list('pods', { metadata: { resourceVersion: '8' }, items: [] });
    await clock.advance(30_000);
    await all.until(({ groups }) => groups.size === 0);
  });

  it('say why they fail, once, and keep what was found', async () => {
    const environment = discoveryEnvironment();
    cluster.list('pods', (_, response) => response.writeHead(403).end('pods is forbidden'));
    found = new FoundGroups(kubernetesDiscoverer(config('pod'), environment));
    await expect
      .poll(() => environment.logged, WAIT)
      .toEqual([`${cluster.api.url}/api/v1/pods: ${cluster.api.url}/api/v1/pods answered 403: pods is forbidden`]);
    await expect.poll(() => environment.failures.length, WAIT).toBeGreaterThan(1);
    expect(environment.logged).toHaveLength(1);
  });
});

describe('access', () => {
  it('by the service account of the pod', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'quartet-kubernetes-'));
    await writeFile(join(directory, 'namespace'), 'shop\n');
    const { apiAccess } = await import('./api-access.js');
    const { apiServer: _, ...inCluster } = config('pod', { ownNamespace: true });
    const variables = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
    expect(await apiAccess(inCluster, { variables, directory })).toEqual({
      server: 'https://[fd00::1]:443',
      namespaces: ['shop'],
      http: {
        ...PLAIN_HTTP,
        authorization: { type: 'Bearer', credentials: { file: join(directory, 'token') } },
        tls: { ca: { file: join(directory, 'ca.crt') }, insecureSkipVerify: false },
      },
    });
    await expect(apiAccess(inCluster, { variables: {}, directory })).rejects.toThrow(
      'not in a cluster (KUBERNETES_SERVICE_HOST is not set): give api_server or kubeconfig_file',
    );
    await rm(directory, { recursive: true });
  });
});
