import type { Discoverer, TargetGroup } from './discovery.js';
import type { DnsDiscoveryConfig } from './discovery-config.js';
import type { DiscoveryEnvironment } from './discovery-environment.js';
import { type DnsResolver, fullNames, type SearchList, systemResolver, systemSearchList } from './dns-resolver.js';
import { hostPort } from './meta-labels.js';
import { pollingDiscoverer } from './polling.js';

type Labels = Record<string, string>;

/** The name with the dot at its end that records have, and without it as addresses have it. */
const rooted = (name: string) => (name.endsWith('.') ? name : `${name}.`);
const bare = (name: string) => name.replace(/\.$/, '');

/** Targets of the records of a name, by their type. */
const QUERIES: Readonly<
  Record<DnsDiscoveryConfig['type'], (resolver: DnsResolver, name: string, port: number) => Promise<Labels[]>>
> = {
  A: async (resolver, name, port) => addresses(await resolver.resolve4(name), port),
  AAAA: async (resolver, name, port) => addresses(await resolver.resolve6(name), port),
  MX: async (resolver, name, port) =>
    (await resolver.resolveMx(name)).map(({ exchange }) => ({
      __address__: hostPort(bare(exchange), port),
      __meta_dns_mx_record_target: rooted(exchange),
    })),
  NS: async (resolver, name, port) =>
    (await resolver.resolveNs(name)).map((server) => ({
      __address__: hostPort(bare(server), port),
      __meta_dns_ns_record_target: rooted(server),
    })),
  SRV: async (resolver, name) =>
    (await resolver.resolveSrv(name)).map((record) => ({
      __address__: hostPort(bare(record.name), record.port),
      __meta_dns_srv_record_target: rooted(record.name),
      __meta_dns_srv_record_port: String(record.port),
    })),
};

const addresses = (found: readonly string[], port: number): Labels[] =>
  found.map((address) => ({ __address__: hostPort(address, port) }));

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#dns_sd_config */
export function dnsDiscoverer(config: DnsDiscoveryConfig, environment: DiscoveryEnvironment): Discoverer {
  const { names, refreshMs } = config;
  return pollingDiscoverer(() => {
    const resolver = environment.resolver ?? systemResolver();
    const search = environment.resolver === undefined ? systemSearchList : async () => ({ domains: [], dots: 1 });
    const parts = async () => {
      const list = await search();
      return names.map((name) => ({ name, load: async () => [await groupOf(name, list, config, resolver)] }));
    };
    return { kind: 'dns', refreshMs, parts };
  }, environment);
}

/** Of the first full name that has records; a name that none has gives no targets. */
async function groupOf(
  name: string,
  search: SearchList,
  { type, port }: DnsDiscoveryConfig,
  resolver: DnsResolver,
): Promise<TargetGroup> {
  let failure: unknown;
  for (const full of fullNames(name, search)) {
    try {
      const targets = await QUERIES[type](resolver, full, port);
      // Servers rotate records; the order must not make a group look new.
      targets.sort((a, b) => (a.__address__! < b.__address__! ? -1 : 1));
      if (targets.length > 0)
        return { source: name, targets: targets.map((one) => ({ ...one, __meta_dns_name: name })), labels: {} };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOTFOUND' && code !== 'ENODATA') failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return { source: name, targets: [], labels: {} };
}
