import { resolve } from 'node:path';
import { z } from 'zod';
import type {
  DnsDiscoveryConfig,
  FileDiscoveryConfig,
  HttpDiscoveryConfig,
  StaticDiscoveryConfig,
} from '../../collect/discovery/discovery-config.js';
import { toHttpClient } from '../http-client.js';
import { labelMap, plainText } from '../values.js';
import { portNumber, refreshInterval, urlOf, withHttpClient } from './discovery-values.js';

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#static_config */
export const staticConfig = z.strictObject({
  targets: z.array(plainText).nullish(),
  labels: labelMap.nullish(),
});

export const toStatic = (groups: readonly z.output<typeof staticConfig>[]): StaticDiscoveryConfig => ({
  kind: 'static',
  groups: groups.map(({ targets, labels }) => ({ targets: targets ?? [], labels: labels ?? {} })),
});

const FILE_NAME = /^[^*]*(\*[^/]*)?\.(json|yml|yaml|JSON|YML|YAML)$/;

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config */
export const fileConfig = z.strictObject({
  files: z
    .array(
      plainText.refine(
        (name) => FILE_NAME.test(name),
        'must end in .json, .yml or .yaml, with at most one * and only in its last part',
      ),
    )
    .min(1, 'must name at least one file'),
  refresh_interval: refreshInterval.default(300_000),
});

export const toFile = (
  { files, refresh_interval }: z.output<typeof fileConfig>,
  directory: string,
): FileDiscoveryConfig => ({
  kind: 'file',
  files: files.map((file) => resolve(directory, file)),
  refreshMs: refresh_interval,
});

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_sd_config */
export const httpConfig = withHttpClient({
  url: urlOf('http', 'https'),
  refresh_interval: refreshInterval.default(60_000),
});

export const toHttp = (given: z.output<typeof httpConfig>, directory: string): HttpDiscoveryConfig => ({
  kind: 'http',
  url: given.url,
  refreshMs: given.refresh_interval,
  http: toHttpClient(given, directory),
});

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#dns_sd_config */
export const dnsConfig = z
  .strictObject({
    names: z.array(plainText).min(1, 'must have at least one name'),
    type: z
      .string()
      .transform((type) => type.toUpperCase())
      .pipe(z.enum(['A', 'AAAA', 'MX', 'NS', 'SRV'], 'must be A, AAAA, MX, NS or SRV'))
      .default('SRV'),
    port: portNumber.default(0),
    refresh_interval: refreshInterval.default(30_000),
  })
  .refine(({ type, port }) => type === 'SRV' || port !== 0, 'a port is needed for all types but SRV');

export const toDns = ({ names, type, port, refresh_interval }: z.output<typeof dnsConfig>): DnsDiscoveryConfig => ({
  kind: 'dns',
  names,
  type,
  port,
  refreshMs: refresh_interval,
});
