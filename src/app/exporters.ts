import { DockerClient } from '../collect/docker/docker-client.js';
import { ContainerExporter } from '../collect/exporters/containers/container-exporter.js';
import { HostExporter } from '../collect/exporters/host/host-exporter.js';
import { DEFAULT_HOST_EXPORTER } from '../collect/exporters/host/host-exporter-config.js';
import type { Exporter } from '../collect/exporters/metric-family.js';
import { environmentSources } from '../collect/exporters/postgres/environment-sources.js';
import { PostgresExporter } from '../collect/exporters/postgres/postgres-exporter.js';
import { ProcessExporter } from '../collect/exporters/process/process-exporter.js';
import { RedisExporter } from '../collect/exporters/redis/redis-exporter.js';
import type { ScrapeConfig } from '../collect/scrape/scrape-config.js';
import type { Config } from '../config/config.js';
import { readProcessExporterConfig } from '../config/process-exporter.js';
import { readScrapeConfigs } from '../config/prometheus/scrape-configs.js';
import { YamlFile } from '../config/yaml-file.js';
import { formatDuration } from '../lib/duration.js';
import { createHttpClient } from '../lib/http-client/create-http-client.js';
import { PLAIN_HTTP } from '../lib/http-client/http-client-config.js';
import type { Clock } from '../telemetry/clock.js';
import type { Logger } from '../telemetry/logger.js';
import { writeExposition } from '../wire/exposition/write-exposition.js';

/** The exporters that are on, each by the job under which its metrics are stored. */
export interface OwnExporters {
  readonly node?: Exporter;
  readonly process?: Exporter;
  readonly cadvisor?: Exporter;
  readonly postgres?: Exporter;
  readonly redis?: RedisExporter;
}

interface Surroundings {
  readonly version: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** An exporter whose port is asked for is on, stored or not. Throws `ConfigError` for a file of its that is wrong. */
export async function createExporters(config: Config, { version, clock, logger }: Surroundings): Promise<OwnExporters> {
  const { exporters, ports } = config;
  const { procPath, sysPath, rootPath } = DEFAULT_HOST_EXPORTER;
  const postgres = [...exporters.postgres.map((text) => ({ text })), ...(await environmentSources(process.env))];
  const docker = () =>
    new DockerClient({ host: exporters.docker, http: PLAIN_HTTP, httpClient: (http) => createHttpClient(http) });
  return {
    ...((exporters.host || ports.nodeExporter !== 'off') && {
      node: new HostExporter({ config: DEFAULT_HOST_EXPORTER, version, clock }),
    }),
    ...(exporters.processes !== undefined && {
      process: new ProcessExporter(readProcessExporterConfig(YamlFile.read(exporters.processes))),
    }),
    ...(exporters.containers && {
      cadvisor: new ContainerExporter({ docker: docker(), procPath, sysPath, rootPath, version, clock }),
    }),
    ...((postgres.length > 0 || ports.postgresExporter !== 'off') && {
      postgres: new PostgresExporter({ dataSources: postgres }, logger),
    }),
    ...((exporters.redis.length > 0 || ports.redisExporter !== 'off') && {
      redis: new RedisExporter({ targets: exporters.redis.map((address) => ({ address })) }, logger),
    }),
  };
}

/** The jobs that store what exporters say, as if they were scraped. `instance`: of the series. */
export function exporterJobs(exporters: OwnExporters, { exporters: wanted }: Config, instance: string): ScrapeConfig[] {
  const stored: Readonly<Record<keyof OwnExporters, boolean>> = {
    node: wanted.host,
    process: wanted.processes !== undefined,
    cadvisor: wanted.containers,
    postgres: wanted.postgres.length > 0,
    redis: wanted.redis.length > 0,
  };
  return Object.entries(exporters)
    .filter(([job]) => stored[job as keyof OwnExporters])
    .map(([job, exporter]) => ({ ...jobOf(job, wanted.interval, instance), collect: pageOf(exporter) }));
}

/** With the defaults of a job of `prometheus.yml`. */
function jobOf(name: string, intervalMs: number, instance: string): ScrapeConfig {
  const interval = formatDuration(intervalMs);
  const job = {
    job_name: name,
    scrape_interval: interval,
    scrape_timeout: interval,
    static_configs: [{ targets: [instance] }],
  };
  return readScrapeConfigs(new YamlFile('exporters', JSON.stringify({ scrape_configs: [job] })))[0]!;
}

const pageOf =
  (exporter: Exporter): NonNullable<ScrapeConfig['collect']> =>
  async (signal) =>
    Buffer.from(writeExposition(await exporter.collect(signal)));
