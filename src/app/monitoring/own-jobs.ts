import type { DiscoveryConfig } from '../../collect/discovery/discovery-config.js';
import type { ScrapeConfig } from '../../collect/scrape/scrape-config.js';

/**
 * The jobs of files, and those of the program's own exporters. One that is called as a job of the files, which often have a
 * `node`, goes under another name; its series keep theirs.
 */
export function withOwnJobs(named: readonly ScrapeConfig[], own: readonly ScrapeConfig[]): ScrapeConfig[] {
  const taken = new Set(named.map(({ jobName }) => jobName));
  return [...named, ...own.map((job) => (taken.has(job.jobName) ? renamed(job, taken) : job))];
}

function renamed(job: ScrapeConfig, taken: ReadonlySet<string>): ScrapeConfig {
  let name = `quartet/${job.jobName}`;
  while (taken.has(name)) name = `quartet/${name}`;
  return { ...job, jobName: name, discovery: job.discovery.map((found) => labelled(found, job.jobName)) };
}

const labelled = (config: DiscoveryConfig, job: string): DiscoveryConfig =>
  config.kind === 'static'
    ? { ...config, groups: config.groups.map((group) => ({ ...group, labels: { job, ...group.labels } })) }
    : config;
