import type { Provenance, StoredDashboard } from '../dashboard.js';
import { OneAtATime } from '../one-at-a-time.js';
import type { DashboardStore } from '../store.js';
import { type DashboardFile, DashboardFiles, directoriesOf } from './dashboard-files.js';
import type { DashboardProvider } from './provider.js';

/** Who saves what comes from files. */
const PROVISIONER = 'file';

/** Keeps the dashboards of files as the files are. */
export class Provisioning {
  private readonly files = new DashboardFiles();
  private readonly rounds = new OneAtATime();
  private providers: readonly DashboardProvider[] = [];
  private told = new Map<string, string>();

  constructor(
    private readonly store: DashboardStore,
    private readonly warn: (message: string) => void,
  ) {}

  /** The provider of a dashboard, while it is configured. */
  providerOf({ provenance }: StoredDashboard): DashboardProvider | undefined {
    return this.providers.find(({ name }) => name === provenance?.provider);
  }

  /**
   * Saves what is new or changed in the files, and takes away what is gone from them. A file that cannot be used is told
   * once, and leaves what it gave before.
   */
  apply(providers: readonly DashboardProvider[]): Promise<void> {
    return this.rounds.run(async () => {
      this.providers = providers;
      const problems = new Map<string, string>();
      const owners = new Map<string, string>();
      for (const provider of providers) await this.applyOne(provider, owners, problems);
      await this.release(providers);
      for (const [file, problem] of problems) {
        if (this.told.get(file) !== problem) this.warn(`${file}: ${problem}`);
      }
      this.told = problems;
    });
  }

  private async applyOne(
    provider: DashboardProvider,
    owners: Map<string, string>,
    problems: Map<string, string>,
  ): Promise<void> {
    const found = await this.files.find(provider);
    for (const [file, problem] of found.problems) problems.set(file, problem);
    for (const file of found.files) {
      const uid = String(file.model.uid);
      const owner = owners.get(uid);
      if (owner !== undefined) {
        problems.set(file.file, `has the uid ${uid}, as ${owner} has, which counts`);
        continue;
      }
      owners.set(uid, file.file);
      try {
        await this.save(provider, file);
      } catch (error) {
        problems.set(file.file, (error as Error).message);
      }
    }
    // Where the directory cannot be read, nothing is known to be gone.
    if (problems.has(provider.path)) return;
    const kept = new Set([...found.files.map(({ file }) => file), ...found.problems.keys()]);
    for (const dashboard of this.store.dashboards.all()) {
      const { provenance, uid } = dashboard;
      if (provenance?.provider !== provider.name) continue;
      if (kept.has(provenance.file) && (owners.get(uid) ?? provenance.file) === provenance.file) continue;
      if (owners.has(uid)) continue;
      if (provider.disableDeletion) await this.store.dashboards.setProvenance(uid, undefined);
      else await this.store.removeDashboard(uid, true);
    }
  }

  private async save(provider: DashboardProvider, { file, shownFile, checksum, model }: DashboardFile): Promise<void> {
    const provenance: Provenance = {
      provider: provider.name,
      file,
      shownFile,
      allowUiUpdates: provider.allowUiUpdates,
      checksum,
    };
    const before = this.store.dashboards.get(String(model.uid));
    if (before?.provenance?.checksum === checksum && before.provenance.provider === provider.name) {
      if (JSON.stringify(before.provenance) !== JSON.stringify(provenance)) {
        await this.store.dashboards.setProvenance(before.uid, provenance);
      }
      return;
    }
    const folderUid = await this.folderOf(provider, shownFile);
    await this.store.dashboards.save({ model, folderUid, message: `from ${shownFile}`, by: PROVISIONER, provenance });
  }

  /** The uid of the folder that a file goes to, which is made where it is not there. */
  private async folderOf(provider: DashboardProvider, shownFile: string): Promise<string> {
    let folderUid = '';
    if (provider.folder !== '') folderUid = await this.folderNamed(provider.folder, '', provider.folderUid);
    if (!provider.foldersFromFilesStructure) return folderUid;
    for (const title of directoriesOf(shownFile)) folderUid = await this.folderNamed(title, folderUid, '');
    return folderUid;
  }

  private async folderNamed(title: string, parentUid: string, uid: string): Promise<string> {
    const { folders } = this.store;
    const known =
      (uid === '' ? undefined : folders.get(uid)) ??
      folders.within(parentUid).find((folder) => folder.title.toLowerCase() === title.toLowerCase());
    return (known ?? (await folders.create({ title, parentUid, uid }, PROVISIONER))).uid;
  }

  /** What came from providers that are no longer there belongs to the UI. */
  private async release(providers: readonly DashboardProvider[]): Promise<void> {
    const names = new Set(providers.map(({ name }) => name));
    for (const { uid, provenance } of this.store.dashboards.all()) {
      if (provenance !== undefined && !names.has(provenance.provider)) {
        await this.store.dashboards.setProvenance(uid, undefined);
      }
    }
  }
}
