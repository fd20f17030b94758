import { existsSync } from 'node:fs';
import type { Config } from '../../config/config.js';
import { type GrafanaProvisioning, readGrafanaProvisioning } from '../../config/grafana/provisioning.js';
import type { DashboardProvider } from '../../dashboards/files/provider.js';
import { Provisioning } from '../../dashboards/files/provisioning.js';
import type { DashboardStore } from '../../dashboards/store.js';
import { packageFile } from '../../lib/package-file.js';
import type { Logger } from '../../telemetry/logger.js';

/** The dashboards that come with the program. */
const SHIPPED: DashboardProvider = {
  name: 'Quartet',
  folder: 'Quartet',
  folderUid: 'quartet',
  path: packageFile('dashboards'),
  foldersFromFilesStructure: false,
  allowUiUpdates: false,
  disableDeletion: false,
};

/** What is wrong with one of the files never ends the program: it is logged, and what was read before stays. */
export class ProvisionedDashboards {
  readonly provisioning: Provisioning;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private isRunning = false;
  private last: GrafanaProvisioning = { providers: [], dataSources: [] };
  private lastProblem = '';

  constructor(
    private readonly config: Config,
    private readonly store: DashboardStore,
    private readonly logger: Logger,
  ) {
    this.provisioning = new Provisioning(store, (message) => logger.warn(message));
  }

  /** Loads what is stored, and reads all files once, then again whenever `reloadInterval` has passed. */
  async start(): Promise<void> {
    await this.store.load();
    await this.look();
    const { reloadInterval } = this.config;
    if (reloadInterval > 0) this.timer = setInterval(() => void this.look(), reloadInterval);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** Never rejects. */
  look(): Promise<void> {
    if (!this.isRunning) {
      this.isRunning = true;
      this.round = this.apply().finally(() => {
        this.isRunning = false;
      });
    }
    return this.round;
  }

  private async apply(): Promise<void> {
    try {
      const { grafanaProvisioning: directory, dashboards } = this.config;
      if (directory !== undefined) this.last = readGrafanaProvisioning(directory, process.env);
      const problems = this.store.dataSources.provide(this.last.dataSources);
      await this.provisioning.apply([
        ...(existsSync(SHIPPED.path) ? [SHIPPED] : []),
        ...this.last.providers,
        ...dashboards.map(providerAt),
      ]);
      this.tell(problems.join('; '));
    } catch (error) {
      this.tell((error as Error).message);
    }
  }

  private tell(problem: string): void {
    if (problem !== '' && problem !== this.lastProblem) this.logger.warn(`dashboards of files: ${problem}`);
    this.lastProblem = problem;
  }
}

/** A directory or file named by the setting `dashboards`. */
const providerAt = (path: string): DashboardProvider => ({
  name: `dashboards ${path}`,
  folder: '',
  folderUid: '',
  path,
  foldersFromFilesStructure: true,
  allowUiUpdates: true,
  disableDeletion: false,
});
