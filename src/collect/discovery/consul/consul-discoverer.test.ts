import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discoveryEnvironment, discoveryFixture } from '../../../../test/support/discovery-environment.js';
import { FoundGroups } from '../../../../test/support/found-groups.js';
import { answerJson, RecordedApi } from '../../../../test/support/recorded-api.js';
import { PLAIN_HTTP } from '../../../lib/http-client/http-client-config.js';
import type { ConsulDiscoveryConfig } from '../discovery-config.js';
import { consulDiscoverer } from './consul-discoverer.js';

/** Of what is looked at again and again. */
const WAIT = { timeout: 30_000 };

/** A catalog whose blocking queries wait until `set` is called. */
class RecordedConsul {
  private readonly values = new Map<string, { index: number; value: unknown }>();
  private readonly waiting = new Map<string, ServerResponse[]>();

  constructor(readonly api: RecordedApi) {
    this.set('/v1/catalog/services', discoveryFixture('consul/services.json'));
    this.set('/v1/health/service/web', discoveryFixture('consul/web.json'));
    this.set('/v1/health/service/db', discoveryFixture('consul/db.json'));
    this.set('/v1/health/service/consul', []);
  }

  set(path: string, value: unknown): void {
    const index = (this.values.get(path)?.index ?? 10) + 1;
    this.values.set(path, { index, value });
    for (const response of this.waiting.get(path)?.splice(0) ?? []) this.answer(path, response);
    this.api.routes.set(path, ({ query }, response) => {
      if (Number(query.get('index') ?? 0) < this.values.get(path)!.index) this.answer(path, response);
      else this.waiting.set(path, [...(this.waiting.get(path) ?? []), response]);
    });
  }

  private answer(path: string, response: ServerResponse): void {
    const { index, value } = this.values.get(path)!;
    answerJson(response, value, { 'x-consul-index': String(index) });
  }
}

let consul: RecordedConsul;
let found: FoundGroups | undefined;

beforeEach(async () => {
  consul = new RecordedConsul(await RecordedApi.start({}));
});

afterEach(async () => {
  await found?.stop();
  found = undefined;
  await consul.api.stop();
});

function run(given: Partial<ConsulDiscoveryConfig> = {}, environment = discoveryEnvironment()): FoundGroups {
  const config: ConsulDiscoveryConfig = {
    kind: 'consul',
    scheme: 'http',
    server: consul.api.host,
    pathPrefix: '',
    datacenter: '',
    namespace: '',
    partition: '',
    services: [],
    tags: [],
    nodeMeta: {},
    filter: '',
    healthFilter: '',
    tagSeparator: ',',
    allowStale: true,
    refreshMs: 1,
    http: PLAIN_HTTP,
    ...given,
  };
  found = new FoundGroups(consulDiscoverer(config, environment));
  return found;
}

it('finds the instances of all services', async () => {
  const all = run();
  await all.until(({ groups }) => groups.has('web') && groups.has('db'));
  expect(all.targets).toEqual([
    {
      __address__: '10.1.0.1:8080',
      __meta_consul_service: 'web',
      __meta_consul_dc: 'dc1',
      __meta_consul_address: '10.1.0.1',
      __meta_consul_node: 'node-a',
      __meta_consul_tags: ',prod,v2,',
      __meta_consul_namespace: 'default',
      __meta_consul_partition: 'default',
      __meta_consul_service_id: 'web-1',
      __meta_consul_service_port: '8080',
      __meta_consul_health: 'warning',
      __meta_consul_metadata_rack: 'r1',
      __meta_consul_service_metadata_metrics_path: '/m',
      __meta_consul_tagged_address_lan: '10.1.0.1',
      __meta_consul_tagged_address_wan: '198.51.100.1',
    },
    {
      __address__: '[fd00::2]:8080',
      __meta_consul_service: 'web',
      __meta_consul_dc: 'dc1',
      __meta_consul_address: '10.1.0.2',
      __meta_consul_node: 'node-b',
      __meta_consul_tags: ',prod,',
      __meta_consul_service_address: 'fd00::2',
      __meta_consul_service_id: 'web-2',
      __meta_consul_service_port: '8080',
      __meta_consul_health: 'maintenance',
    },
    {
      __address__: 'db.internal:5432',
      __meta_consul_service: 'db',
      __meta_consul_dc: 'dc1',
      __meta_consul_address: '10.1.0.1',
      __meta_consul_node: 'node-a',
      __meta_consul_tags: ',,',
      __meta_consul_service_address: 'db.internal',
      __meta_consul_service_id: 'db',
      __meta_consul_service_port: '5432',
      __meta_consul_health: 'passing',
    },
  ]);
});

it('follows services that come, change and go', async () => {
  const all = run();
  await all.until(({ groups }) => groups.size === 2);
  consul.set('/v1/health/service/cache', discoveryFixture('consul/db.json'));
  consul.set('/v1/catalog/services', { consul: [], web: [], cache: [] });
  await all.until(({ groups }) => groups.has('cache') && !groups.has('db'));
  consul.set('/v1/health/service/web', []);
  await all.until(({ groups }) => !groups.has('web'));
  expect([...all.groups.keys()]).toEqual(['cache']);
});

it('asks for what is configured', async () => {
  const all = run({
    services: ['web'],
    tags: ['prod', 'v2'],
    nodeMeta: { rack: 'r1' },
    token: { text: 'secret' },
    datacenter: 'dc9',
    namespace: 'ns',
    partition: 'part',
    filter: 'ServiceName != "x"',
    healthFilter: 'Service.Port == 8080',
    tagSeparator: '|',
  });
  await all.until(({ groups }) => groups.size > 0);
  expect(all.targets[0]).toMatchObject({ __meta_consul_dc: 'dc9', __meta_consul_tags: '|prod|v2|' });
  const [catalog] = consul.api.asked('/v1/catalog/services');
  const [health] = consul.api.asked('/v1/health/service/web');
  expect(health!.headers['x-consul-token']).toBe('secret');
  expect([...catalog!.query]).toEqual([
    ['dc', 'dc9'],
    ['ns', 'ns'],
    ['partition', 'part'],
    ['filter', 'ServiceName != "x"'],
    ['node-meta', 'rack:r1'],
    ['stale', ''],
    ['wait', '120s'],
  ]);
  expect(health!.query.getAll('tag')).toEqual(['prod', 'v2']);
  expect(health!.query.get('filter')).toBe('Service.Port == 8080');
  expect(consul.api.asked('/v1/health/service/db')).toEqual([]);
});

it('keeps what it had while Consul fails, and says so once', async () => {
  const environment = discoveryEnvironment();
  let works = true;
  const known = discoveryFixture('consul/db.json');
  consul.api.routes.set('/v1/health/service/db', (_, response) => {
    if (works) answerJson(response, known);
    else response.writeHead(500).end('No cluster leader');
  });
  const all = run({ services: ['db'] }, environment);
  await all.until(({ groups }) => groups.size > 0);
  works = false;
  await expect
    .poll(() => environment.logged, WAIT)
    .toEqual([`service db: ${consul.api.url}/v1/health/service/db answered 500: No cluster leader`]);
  expect(all.addresses).toEqual(['db.internal:5432']);
  works = true;
  await expect.poll(() => environment.logged.at(-1), WAIT).toBe('service db: works');
  expect(all.calls).toEqual([['db']]);
});
