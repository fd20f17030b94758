import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { packageFile } from '../lib/package-file.js';

const RULES = packageFile('rules');

/** Those of the demo's own configuration of Prometheus. */
const PROMETHEUS = `# Written by \`quartet demo\` each time that it starts.
global: { scrape_interval: 10s, evaluation_interval: 15s }
scrape_configs:
  - job_name: platform
    file_sd_configs: [{ files: [targets.json], refresh_interval: 5s }]
`;

/** A service that shows its metrics. */
export interface DemoTarget {
  readonly name: string;
  readonly port: number;
}

/** What the demo scrapes and which rules it evaluates, as files that are there to be looked at. */
export class DemoFiles {
  private readonly directory: string;

  constructor(dataDir: string) {
    this.directory = join(dataDir, 'scrape');
    mkdirSync(this.directory, { recursive: true });
    this.writeTargets([]);
    writeFileSync(join(this.directory, 'prometheus.yml'), PROMETHEUS);
  }

  /** The configuration with these files in it, where it names none of its own. */
  addTo(config: Config): Config {
    const logRules = join(RULES, 'logs');
    return {
      ...config,
      prometheusConfig: join(this.directory, 'prometheus.yml'),
      ruleFiles: config.ruleFiles.length > 0 ? config.ruleFiles : [join(RULES, '*.yml')],
      lokiRules: config.lokiRules.length > 0 || !existsSync(logRules) ? config.lokiRules : [logRules],
    };
  }

  writeTargets(services: readonly DemoTarget[]): void {
    const groups = services.map(({ name, port }) => ({ targets: [`127.0.0.1:${port}`], labels: { job: name } }));
    writeFileSync(join(this.directory, 'targets.json'), `${JSON.stringify(groups, undefined, 2)}\n`);
  }
}
