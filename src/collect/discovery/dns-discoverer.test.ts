import { expect, it } from 'vitest';
import { discoveryEnvironment } from '../../../test/support/discovery-environment.js';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { FoundGroups } from '../../../test/support/found-groups.js';
import type { DnsDiscoveryConfig } from './discovery-config.js';
import { dnsDiscoverer } from './dns-discoverer.js';
import { type DnsResolver, fullNames, parseSearchList } from './dns-resolver.js';

const failure = (code: string) => Object.assign(new Error(`query ${code}`), { code });

const resolver: DnsResolver = {
  resolve4: (async () => ['10.0.0.2', '10.0.0.1']) as unknown as DnsResolver['resolve4'],
  resolve6: (async () => ['fd00::1']) as unknown as DnsResolver['resolve6'],
  resolveMx: async () => [{ exchange: 'mx.example.com', priority: 10 }],
  resolveNs: async () => ['ns1.example.com'],
  resolveSrv: async () => [{ name: 'db1.example.com', port: 3306, priority: 0, weight: 0 }],
};

async function targets(type: DnsDiscoveryConfig['type']) {
  const config: DnsDiscoveryConfig = { kind: 'dns', names: ['example.com'], type, port: 9100, refreshMs: 30_000 };
  const found = new FoundGroups(dnsDiscoverer(config, discoveryEnvironment({ resolver })));
  await found.until(({ groups }) => groups.size > 0);
  await found.stop();
  return found.targets;
}

it.each<[DnsDiscoveryConfig['type'], Record<string, string>[]]>([
  ['A', [{ __address__: '10.0.0.1:9100' }, { __address__: '10.0.0.2:9100' }]],
  ['AAAA', [{ __address__: '[fd00::1]:9100' }]],
  ['MX', [{ __address__: 'mx.example.com:9100', __meta_dns_mx_record_target: 'mx.example.com.' }]],
  ['NS', [{ __address__: 'ns1.example.com:9100', __meta_dns_ns_record_target: 'ns1.example.com.' }]],
  [
    'SRV',
    [
      {
        __address__: 'db1.example.com:3306',
        __meta_dns_srv_record_target: 'db1.example.com.',
        __meta_dns_srv_record_port: '3306',
      },
    ],
  ],
])('makes targets of %s records', async (type, expected) => {
  expect(await targets(type)).toEqual(expected.map((target) => ({ ...target, __meta_dns_name: 'example.com' })));
});

it('keeps the targets of a name whose server fails, and drops those of one that is gone', async () => {
  let code: string | undefined;
  const clock = new DrivenClock(0);
  const resolve4 = (async () => {
    if (code !== undefined) throw failure(code);
    return ['10.0.0.1'];
  }) as unknown as DnsResolver['resolve4'];
  const environment = discoveryEnvironment({ clock, resolver: { ...resolver, resolve4 } });
  const config: DnsDiscoveryConfig = { kind: 'dns', names: ['web'], type: 'A', port: 80, refreshMs: 30_000 };
  const found = new FoundGroups(dnsDiscoverer(config, environment));
  await found.until(({ groups }) => groups.size > 0);
  code = 'ETIMEOUT';
  await clock.advance(30_000);
  expect(found.addresses).toEqual(['10.0.0.1:80']);
  expect(environment.logged).toEqual(['web: query ETIMEOUT']);
  code = 'ENOTFOUND';
  await clock.advance(30_000);
  expect(found.addresses).toEqual([]);
  await found.stop();
});

it('tries names as resolv.conf says', () => {
  const list = parseSearchList(
    'nameserver 10.0.0.10\nsearch shop.svc.cluster.local cluster.local.\noptions edns0 ndots:2\n',
  );
  expect(list).toEqual({ domains: ['shop.svc.cluster.local', 'cluster.local'], dots: 2 });
  expect(fullNames('web', list)).toEqual(['web.shop.svc.cluster.local', 'web.cluster.local', 'web']);
  expect(fullNames('a.example.com', list)[0]).toBe('a.example.com');
  expect(fullNames('web.', list)).toEqual(['web']);
});
