import { dirname } from 'node:path';
import { z } from 'zod';
import type { BlackboxModule, ProbeConfig } from '../../collect/exporters/blackbox/blackbox-module.js';
import { readStrict } from '../strict-yaml.js';
import { durationMs } from '../values.js';
import { YamlFile } from '../yaml-file.js';
import { dnsProbe } from './dns-probe.js';
import { grpcProbe } from './grpc-probe.js';
import { httpProbe } from './http-probe.js';
import { icmpProbe } from './icmp-probe.js';
import { tcpProbe } from './tcp-probe.js';

type Modules = ReadonlyMap<string, BlackboxModule>;

/**
 * The modules of a `blackbox.yml`; paths in it are relative to its directory. Throws `ConfigError` for the first thing that
 * is wrong. https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md
 */
export function readBlackboxModules(file: YamlFile): Modules {
  const module = moduleSchema(dirname(file.path));
  const { modules } = readStrict(file, z.strictObject({ modules: z.record(z.string(), module).default({}) }));
  return new Map(Object.entries(modules));
}

/** The modules that there are without a file. */
export function defaultBlackboxModules(): Modules {
  return readBlackboxModules(new YamlFile('/default/blackbox.yml', DEFAULT));
}

const DEFAULT = `
modules:
  http_2xx: {prober: http}
  http_post_2xx: {prober: http, http: {method: POST}}
  tcp_connect: {prober: tcp}
  pop3s_banner: {prober: tcp, tcp: {query_response: [{expect: "^[+]OK"}], tls: true, tls_config: {insecure_skip_verify: false}}}
  grpc: {prober: grpc, grpc: {tls: true, preferred_ip_protocol: ip4}}
  grpc_plain: {prober: grpc, grpc: {tls: false, service: service1}}
  ssh_banner:
    prober: tcp
    tcp: {query_response: [{expect: "^SSH-2.0-"}, {send: SSH-2.0-blackbox-ssh-check}]}
  icmp: {prober: icmp}
`;

const PROBES = {
  http: httpProbe,
  tcp: tcpProbe,
  dns: dnsProbe,
  icmp: icmpProbe,
  grpc: grpcProbe,
} as const;

const PROBERS = Object.keys(PROBES) as (keyof typeof PROBES)[];

/** Of the sections only the prober's counts; each that stands there must be right. */
function moduleSchema(directory: string) {
  return z
    .strictObject({
      prober: z.enum(PROBERS, { error: `must be one of ${PROBERS.join(', ')}` }),
      timeout: durationMs.optional(),
      http: httpProbe(directory).optional(),
      tcp: tcpProbe(directory).optional(),
      dns: dnsProbe(directory).optional(),
      icmp: icmpProbe().optional(),
      grpc: grpcProbe(directory).optional(),
    })
    .transform((given, context): BlackboxModule => {
      const probe = given[given.prober] ?? withoutSection(given.prober, directory);
      if (probe === undefined) {
        context.addIssue({ code: 'custom', message: 'query_name is missing', path: ['dns'] });
        return z.NEVER;
      }
      return { timeoutMs: given.timeout || undefined, probe: { prober: given.prober, ...probe } as ProbeConfig };
    });
}

/** Undefined where the probe cannot do without settings. */
function withoutSection(prober: keyof typeof PROBES, directory: string) {
  const parsed = PROBES[prober](directory).safeParse({});
  return parsed.success ? parsed.data : undefined;
}
