import { dirname } from 'node:path';
import { z } from 'zod';
import type { DiscoveryConfig } from '../../collect/discovery/discovery-config.js';
import type { HttpClientConfig } from '../../lib/http-client/http-client-config.js';
import type { RelabelConfig } from '../../pipeline/relabel/relabel-config.js';
import { httpClientFields, httpClientProblem, toHttpClient } from '../http-client.js';
import { relabelConfigs } from '../relabel.js';
import { readStrict } from '../strict-yaml.js';
import { durationMs, plainText } from '../values.js';
import type { YamlFile } from '../yaml-file.js';
import { checkAddresses, discoveriesOf, discoveryFields } from './discovery.js';

/** An entry of `alertmanagers`. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config */
interface ExternalAlertmanagerConfig {
  readonly scheme: 'http' | 'https';
  /** Before `/api/v2/alerts`. */
  readonly pathPrefix: string;
  readonly timeoutMs: number;
  readonly http: HttpClientConfig;
  /** Of what was discovered. */
  readonly relabel: readonly RelabelConfig[];
  /** Of alerts, after those of all entries. */
  readonly alertRelabel: readonly RelabelConfig[];
  readonly discovery: readonly DiscoveryConfig[];
}

/** Where the `alerting` of a `prometheus.yml` sends alerts. */
export interface AlertingSettings {
  readonly alertRelabel: readonly RelabelConfig[];
  readonly alertmanagers: readonly ExternalAlertmanagerConfig[];
}

const TIMEOUT_MS = 10_000;

const apiVersion = z.enum(['v1', 'v2']).superRefine((version, context) => {
  if (version === 'v2') return;
  context.addIssue({ code: 'custom', message: 'v1 is gone from Alertmanager since 0.27; leave it out, or write v2' });
});

const alertmanagers = (directory: string) =>
  z.array(
    z
      .strictObject({
        scheme: z
          .string()
          .transform((scheme) => scheme.toLowerCase())
          .pipe(z.enum(['http', 'https'], 'must be http or https'))
          .default('http'),
        path_prefix: plainText.default(''),
        timeout: durationMs.refine((ms) => ms > 0, 'must be longer than 0s').default(TIMEOUT_MS),
        api_version: apiVersion.nullish(),
        relabel_configs: relabelConfigs.nullish(),
        alert_relabel_configs: relabelConfigs.nullish(),
        ...httpClientFields,
        ...discoveryFields,
      })
      .superRefine((given, context) => {
        const problem = httpClientProblem(given);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
        checkAddresses(given, context);
      })
      .transform(
        (given): ExternalAlertmanagerConfig => ({
          scheme: given.scheme,
          pathPrefix: given.path_prefix,
          timeoutMs: given.timeout,
          http: toHttpClient(given, directory),
          relabel: given.relabel_configs ?? [],
          alertRelabel: given.alert_relabel_configs ?? [],
          discovery: discoveriesOf(given, directory),
        }),
      ),
  );

/** The other parts of the file are read elsewhere. Throws `ConfigError` for the first thing that is wrong. */
export function readAlerting(file: YamlFile): AlertingSettings {
  const schema = z.looseObject({
    alerting: z
      .strictObject({
        alert_relabel_configs: relabelConfigs.nullish(),
        alertmanagers: alertmanagers(dirname(file.path)).nullish(),
      })
      .nullish(),
  });
  const { alerting } = readStrict(file, schema);
  return { alertRelabel: alerting?.alert_relabel_configs ?? [], alertmanagers: alerting?.alertmanagers ?? [] };
}
