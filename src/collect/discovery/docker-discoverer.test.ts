import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { discoveryEnvironment, discoveryFixture } from '../../../test/support/discovery-environment.js';
import { FoundGroups } from '../../../test/support/found-groups.js';
import { RecordedApi } from '../../../test/support/recorded-api.js';
import { PLAIN_HTTP } from '../../lib/http-client/http-client-config.js';
import type { DockerDiscoveryConfig } from './discovery-config.js';
import { dockerDiscoverer } from './docker-discoverer.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const CONFIG: Omit<DockerDiscoveryConfig, 'host'> = {
  kind: 'docker',
  port: 80,
  filters: [],
  refreshMs: 60_000,
  http: PLAIN_HTTP,
  hostNetworkingHost: 'localhost',
  matchFirstNetwork: true,
};

async function engine(socket?: string): Promise<RecordedApi> {
  const api = await RecordedApi.start(
    {
      '/containers/json': { json: discoveryFixture('docker/containers.json') },
      '/networks': { json: discoveryFixture('docker/networks.json') },
    },
    socket,
  );
  ends.push(() => api.stop());
  return api;
}

async function found(config: DockerDiscoveryConfig): Promise<FoundGroups> {
  const groups = new FoundGroups(dockerDiscoverer(config, discoveryEnvironment()));
  ends.push(() => groups.stop());
  await groups.until(({ groups: { size } }) => size > 0);
  return groups;
}

it('finds a target for each TCP port of each container in its first network', async () => {
  const { targets } = await found({ ...CONFIG, host: (await engine()).url.replace('http', 'tcp') });
  const web = {
    __meta_docker_container_id: 'c-web',
    __meta_docker_container_name: '/shop-web-1',
    __meta_docker_container_network_mode: 'shop_front',
    __meta_docker_container_label_com_docker_compose_service: 'web',
    __meta_docker_container_label_prometheus_job: 'web',
  };
  const back = {
    __meta_docker_network_id: 'net-back',
    __meta_docker_network_name: 'shop_back',
    __meta_docker_network_scope: 'local',
    __meta_docker_network_internal: 'true',
    __meta_docker_network_ingress: 'false',
  };
  expect(targets).toEqual([
    {
      ...web,
      ...back,
      __address__: '172.21.0.2:8080',
      __meta_docker_network_ip: '172.21.0.2',
      __meta_docker_port_private: '8080',
      __meta_docker_port_public: '80',
      __meta_docker_port_public_ip: '0.0.0.0',
    },
    {
      ...web,
      ...back,
      __address__: '172.21.0.2:9102',
      __meta_docker_network_ip: '172.21.0.2',
      __meta_docker_port_private: '9102',
    },
    {
      ...back,
      __address__: '172.21.0.3:80',
      __meta_docker_container_id: 'c-worker',
      __meta_docker_container_name: '/shop-worker-1',
      __meta_docker_container_network_mode: 'shop_back',
      __meta_docker_network_ip: '172.21.0.3',
    },
    {
      ...back,
      __address__: '172.21.0.4:3306',
      __meta_docker_container_id: 'c-mysql',
      __meta_docker_container_name: '/mysql',
      __meta_docker_container_network_mode: 'shop_back',
      __meta_docker_network_ip: '172.21.0.4',
      __meta_docker_port_private: '3306',
    },
    {
      ...back,
      __address__: '172.21.0.4:9104',
      __meta_docker_container_id: 'c-mysqld-exporter',
      __meta_docker_container_name: '/mysqld-exporter',
      __meta_docker_container_network_mode: 'container:c-mysql',
      __meta_docker_network_ip: '172.21.0.4',
      __meta_docker_port_private: '9104',
    },
    {
      __address__: 'localhost',
      __meta_docker_container_id: 'c-node',
      __meta_docker_container_name: '/node-exporter',
      __meta_docker_container_network_mode: 'host',
      __meta_docker_network_id: 'net-host',
      __meta_docker_network_name: 'host',
      __meta_docker_network_scope: 'local',
      __meta_docker_network_internal: 'false',
      __meta_docker_network_ingress: 'false',
    },
  ]);
});

it('takes all networks where it is told so, over the socket, with filters', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'quartet-docker-'));
  ends.push(() => rm(directory, { recursive: true }));
  const socket = join(directory, 'docker.sock');
  const api = await engine(socket);
  const filters = [
    { name: 'label', values: ['a=b'] },
    { name: 'label', values: ['c'] },
    { name: 'status', values: ['running'] },
  ];
  const { addresses } = await found({ ...CONFIG, host: `unix://${socket}`, matchFirstNetwork: false, filters });
  expect(addresses).toContain('172.20.0.2:9102');
  expect(addresses).toContain('172.21.0.2:9102');
  expect(JSON.parse(api.asked('/containers/json')[0]!.query.get('filters')!)).toEqual({
    label: ['a=b', 'c'],
    status: ['running'],
  });
});
