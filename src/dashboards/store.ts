import type { Documents } from '../storage/interface.js';
import { Annotations } from './annotations.js';
import type { StoredDashboard } from './dashboard.js';
import { Dashboards } from './dashboards.js';
import { DataSources } from './data-sources.js';
import { DashboardsError } from './errors.js';
import { type Folder, Folders } from './folders.js';
import { LibraryElements } from './library-elements.js';
import { UserChoices } from './preferences.js';

/** Everything that dashboards consist of. Read once at the start; every change is stored before it is answered. */
export class DashboardStore {
  readonly folders: Folders;
  readonly dashboards: Dashboards;
  readonly annotations: Annotations;
  readonly libraryElements: LibraryElements;
  readonly choices: UserChoices;
  readonly dataSources: DataSources;

  constructor(documents: Documents, now: () => number) {
    this.folders = new Folders(documents, now);
    this.dashboards = new Dashboards(documents, this.folders, now);
    this.annotations = new Annotations(documents, now);
    this.libraryElements = new LibraryElements(documents, now);
    this.choices = new UserChoices(documents);
    this.dataSources = new DataSources(documents);
  }

  async load(): Promise<void> {
    const parts = [
      this.folders,
      this.dashboards,
      this.annotations,
      this.libraryElements,
      this.choices,
      this.dataSources,
    ];
    await Promise.all(parts.map((part) => part.load()));
  }

  /** With its annotations and its star. */
  async removeDashboard(uid: string, force = false): Promise<StoredDashboard> {
    const removed = await this.dashboards.remove(uid, force);
    await this.annotations.removeOf(uid);
    if (this.choices.starred().has(uid)) await this.choices.unstar(uid);
    return removed;
  }

  /** With the folders and dashboards in it; refused where one of them comes from a file. */
  async removeFolder(uid: string): Promise<Folder> {
    const below = this.folders.subtree(uid);
    const inside = below.flatMap((folder) => this.dashboards.within(folder.uid));
    if (inside.some(({ provenance }) => provenance !== undefined)) {
      throw new DashboardsError('provisioned', 'folder cannot be deleted: it has provisioned dashboards in it');
    }
    const uids = new Set(below.map((folder) => folder.uid));
    if (this.libraryElements.all().some(({ folderUid }) => uids.has(folderUid))) {
      throw new DashboardsError('in_use', 'folder cannot be deleted: it contains library elements');
    }
    for (const dashboard of inside) await this.removeDashboard(dashboard.uid);
    await this.folders.remove([...uids].reverse());
    return below[0]!;
  }
}
