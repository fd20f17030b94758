import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../telemetry/clock.js';
import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import type { Exporter } from '../metric-family.js';
import { SourceTree } from '../sources.js';
import { within } from '../within.js';
import { DARWIN_COLLECTORS, LINUX_COLLECTORS } from './collectors.js';
import { FileSystemSizes } from './file-system-sizes.js';
import type { Collect, Host } from './host.js';
import type { HostExporterConfig } from './host-exporter-config.js';
import { namePattern } from './name-pattern.js';

/** Below the usual time-out of a scrape (10 s). */
const COLLECTOR_TIMEOUT_MS = 8000;

export interface HostExporterOptions {
  readonly config: HostExporterConfig;
  /** Of this program. */
  readonly version: string;
  readonly clock: Clock;
  /** Whose collectors run; this machine's where it is not said. */
  readonly platform?: NodeJS.Platform;
  /** Asks for the sizes of file systems; of the operating system where it is not said. */
  readonly sizes?: FileSystemSizes;
}

/** What one collector found. */
interface Outcome {
  readonly families: readonly MetricFamily[];
  readonly seconds: number;
  readonly success: 0 | 1;
}

interface Run {
  readonly families: Promise<MetricFamily[]>;
  /** It has not ended in its time; nobody waits for it any more. */
  late: boolean;
}

/**
 * The host that the program runs on, under the names of node_exporter. A collector that fails or does not end in 8 s counts
 * as failed and takes none of the others along; it is not begun again before it has ended.
 */
export class HostExporter implements Exporter {
  private readonly host: Host;
  private readonly collectors: readonly (readonly [string, Collect])[];
  private readonly underWay = new Map<string, Run>();

  /** Throws for a collector that is not known, and for patterns that are none. */
  constructor(private readonly options: HostExporterOptions) {
    const { config, clock, platform = process.platform, sizes } = options;
    const known = platform === 'linux' ? LINUX_COLLECTORS : DARWIN_COLLECTORS;
    for (const name of config.disabled) {
      if (!Object.hasOwn(LINUX_COLLECTORS, name) && !Object.hasOwn(DARWIN_COLLECTORS, name)) {
        throw new Error(`there is no collector ${name}; there are ${Object.keys(known).join(', ')}`);
      }
    }
    this.collectors = Object.entries(known).filter(([name]) => !config.disabled.includes(name));
    this.host = {
      proc: new SourceTree(config.procPath),
      sys: new SourceTree(config.sysPath),
      net: new SourceTree(networkPath(config.procPath)),
      root: new SourceTree(config.rootPath),
      sizes: sizes ?? new FileSystemSizes(clock),
      excluded: {
        mountPoint: namePattern(config.mountPointsExclude),
        fileSystemType: namePattern(config.fileSystemTypesExclude),
        networkDevice: namePattern(config.networkDevicesExclude),
        disk: namePattern(config.disksExclude),
      },
      now: () => clock.now(),
    };
  }

  async collect(): Promise<MetricFamily[]> {
    const outcomes = await Promise.all(
      this.collectors.map(async ([name, collect]) => [name, await this.run(name, collect)] as const),
    );
    const set = new FamilySet();
    for (const [, { families }] of outcomes) set.addAll(families);
    for (const [collector, { seconds, success }] of outcomes) {
      const duration = 'Time that a collector took.';
      set.gauge('node_scrape_collector_duration_seconds', duration, seconds, { collector });
      set.gauge('node_scrape_collector_success', 'Whether a collector has read its part.', success, { collector });
    }
    set.gauge('node_exporter_build_info', 'The program that stands in for node_exporter.', 1, {
      version: this.options.version,
      goos: this.options.platform ?? process.platform,
      goarch: process.arch,
    });
    return set.families;
  }

  async close(): Promise<void> {}

  private async run(name: string, collect: Collect): Promise<Outcome> {
    const { clock } = this.options;
    const begun = clock.now();
    const outcome = (families: MetricFamily[], success: 0 | 1): Outcome => {
      return { families, success, seconds: (clock.now() - begun) / 1000 };
    };
    const run = this.underWay.get(name) ?? this.begin(name, collect);
    if (run.late) return outcome([], 0);
    try {
      return outcome(await within(clock, COLLECTOR_TIMEOUT_MS, `${name} does not end`, run.families), 1);
    } catch {
      run.late = true;
      return outcome([], 0);
    }
  }

  private begin(name: string, collect: Collect): Run {
    const families = collect(this.host).finally(() => this.underWay.delete(name));
    const run: Run = { families, late: false };
    this.underWay.set(name, run);
    return run;
  }
}

function networkPath(procPath: string): string {
  const first = join(procPath, '1/net');
  return existsSync(join(first, 'dev')) ? first : join(procPath, 'net');
}
