import { afterAll, beforeAll, expect, it } from 'vitest';
import { discoveryEnvironment, discoveryFixture } from '../../../../test/support/discovery-environment.js';
import { FoundGroups } from '../../../../test/support/found-groups.js';
import { RecordedApi } from '../../../../test/support/recorded-api.js';
import { PLAIN_HTTP } from '../../../lib/http-client/http-client-config.js';
import type { DockerSwarmDiscoveryConfig } from '../discovery-config.js';
import { dockerSwarmDiscoverer } from './dockerswarm-discoverer.js';

let api: RecordedApi;

beforeAll(async () => {
  const lists = ['services', 'tasks', 'nodes', 'networks'];
  api = await RecordedApi.start(
    Object.fromEntries(lists.map((list) => [`/${list}`, { json: discoveryFixture(`dockerswarm/${list}.json`) }])),
  );
});

afterAll(() => api.stop());

async function targetsOf(role: DockerSwarmDiscoveryConfig['role']): Promise<Record<string, string>[]> {
  const config = {
    kind: 'dockerswarm',
    host: api.url,
    port: 8081,
    filters: [],
    refreshMs: 60_000,
    http: PLAIN_HTTP,
  } as const;
  const found = new FoundGroups(dockerSwarmDiscoverer({ ...config, role }, discoveryEnvironment()));
  await found.until(({ groups }) => groups.size > 0);
  await found.stop();
  return found.targets;
}

const INGRESS = {
  __meta_dockerswarm_network_id: 'n-ingress',
  __meta_dockerswarm_network_name: 'ingress',
  __meta_dockerswarm_network_scope: 'swarm',
  __meta_dockerswarm_network_internal: 'false',
  __meta_dockerswarm_network_ingress: 'true',
};
const MON = {
  __meta_dockerswarm_network_id: 'n-mon',
  __meta_dockerswarm_network_name: 'mon',
  __meta_dockerswarm_network_scope: 'swarm',
  __meta_dockerswarm_network_internal: 'false',
  __meta_dockerswarm_network_ingress: 'false',
  __meta_dockerswarm_network_label_com_docker_stack_namespace: 'mon',
};
const PROMETHEUS = {
  __meta_dockerswarm_service_id: 's-prom',
  __meta_dockerswarm_service_name: 'mon_prometheus',
  __meta_dockerswarm_service_mode: 'replicated',
  __meta_dockerswarm_service_label_com_docker_stack_image: 'prom/prometheus:v3',
};
const OXYGEN = {
  __meta_dockerswarm_node_id: 'node-1',
  __meta_dockerswarm_node_address: '192.168.7.1',
  __meta_dockerswarm_node_availability: 'active',
  __meta_dockerswarm_node_hostname: 'oxygen',
  __meta_dockerswarm_node_platform_architecture: 'x86_64',
  __meta_dockerswarm_node_platform_os: 'linux',
  __meta_dockerswarm_node_role: 'manager',
  __meta_dockerswarm_node_status: 'ready',
  __meta_dockerswarm_node_label_zone: 'a',
};
const ARGON = {
  __meta_dockerswarm_node_id: 'node-2',
  __meta_dockerswarm_node_address: '192.168.7.2',
  __meta_dockerswarm_node_availability: 'drain',
  __meta_dockerswarm_node_hostname: 'argon',
  __meta_dockerswarm_node_platform_architecture: 'aarch64',
  __meta_dockerswarm_node_platform_os: 'linux',
  __meta_dockerswarm_node_role: 'worker',
  __meta_dockerswarm_node_status: 'down',
};

it('finds services', async () => {
  const published = {
    ...PROMETHEUS,
    __meta_dockerswarm_service_task_container_hostname: 'prom',
    __meta_dockerswarm_service_task_container_image: 'prom/prometheus:v3',
    __meta_dockerswarm_service_updating_status: 'completed',
    __meta_dockerswarm_service_endpoint_port_name: 'web',
    __meta_dockerswarm_service_endpoint_port_publish_mode: 'ingress',
  };
  expect(await targetsOf('services')).toEqual([
    { ...published, ...INGRESS, __address__: '10.0.0.3:9099' },
    { ...published, ...MON, __address__: '10.0.1.10:9099' },
    {
      ...MON,
      __address__: '10.0.1.20:8081',
      __meta_dockerswarm_service_id: 's-node',
      __meta_dockerswarm_service_name: 'mon_node',
      __meta_dockerswarm_service_mode: 'global',
      __meta_dockerswarm_service_task_container_image: 'prom/node-exporter',
    },
  ]);
});

it('finds tasks', async () => {
  expect(await targetsOf('tasks')).toEqual([
    {
      ...PROMETHEUS,
      ...OXYGEN,
      ...MON,
      __address__: '10.0.1.11:9099',
      __meta_dockerswarm_task_id: 't-prom',
      __meta_dockerswarm_task_slot: '1',
      __meta_dockerswarm_task_desired_state: 'running',
      __meta_dockerswarm_task_state: 'running',
      __meta_dockerswarm_task_container_id: 'c-prom',
      __meta_dockerswarm_task_port_publish_mode: 'ingress',
      __meta_dockerswarm_container_label_com_docker_stack_namespace: 'mon',
    },
    {
      ...ARGON,
      __address__: '192.168.7.2:9100',
      __meta_dockerswarm_service_id: 's-node',
      __meta_dockerswarm_service_name: 'mon_node',
      __meta_dockerswarm_service_mode: 'global',
      __meta_dockerswarm_task_id: 't-node',
      __meta_dockerswarm_task_slot: '0',
      __meta_dockerswarm_task_desired_state: 'running',
      __meta_dockerswarm_task_state: 'failed',
      __meta_dockerswarm_task_port_publish_mode: 'host',
    },
  ]);
});

it('finds nodes', async () => {
  expect(await targetsOf('nodes')).toEqual([
    {
      ...OXYGEN,
      __address__: '192.168.7.1:8081',
      __meta_dockerswarm_node_engine_version: '29.1.0',
      __meta_dockerswarm_node_manager_address: '192.168.7.1:2377',
      __meta_dockerswarm_node_manager_leader: 'true',
      __meta_dockerswarm_node_manager_reachability: 'reachable',
    },
    { ...ARGON, __address__: '192.168.7.2:8081', __meta_dockerswarm_node_engine_version: '29.1.0' },
  ]);
});
