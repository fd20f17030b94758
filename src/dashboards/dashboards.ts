import type { Documents } from '../storage/interface.js';
import {
  type DashboardModel,
  type DashboardVersion,
  type Provenance,
  type StoredDashboard,
  schemaOf,
  tagsOf,
} from './dashboard.js';
import { DocumentTable, nextId } from './document-table.js';
import { DashboardsError } from './errors.js';
import type { Folders } from './folders.js';
import { OneAtATime } from './one-at-a-time.js';
import { checkUid, newUid } from './uid.js';
import { DashboardVersions } from './versions.js';

/** Characters of one dashboard's JSON. */
export const MAX_MODEL = 8 << 20;
const MAX_DASHBOARDS = 10_000;
const MAX_MESSAGE = 500;

/** A save as it is asked for. `id`, `uid` and `version` stand in the model, as in Grafana. */
export interface DashboardSave {
  readonly model: DashboardModel;
  /** Undefined: a new one goes to the root, a known one stays where it is. */
  readonly folderUid?: string | undefined;
  readonly message?: string | undefined;
  /** Saves whatever was changed in between, and in place of one that has the name. */
  readonly overwrite?: boolean | undefined;
  readonly by: string;
  /** Set by a provider of files, whose saves are not refused. */
  readonly provenance?: Provenance | undefined;
  readonly restoredFrom?: number | undefined;
}

/** Dashboards and their versions. May be called at any time and at once; of two saves of one version the second is refused. */
export class Dashboards {
  readonly versions: DashboardVersions;
  private readonly table: DocumentTable<StoredDashboard>;
  private readonly changes = new OneAtATime();

  constructor(
    documents: Documents,
    private readonly folders: Folders,
    private readonly now: () => number,
  ) {
    this.table = new DocumentTable(documents, 'dashboard');
    this.versions = new DashboardVersions(documents);
  }

  load(): Promise<void> {
    return this.table.load();
  }

  get(uid: string): StoredDashboard | undefined {
    return this.table.get(uid);
  }

  /** Throws `not_found`. */
  existing(uid: string): StoredDashboard {
    return found(this.table.get(uid));
  }

  byId(id: number): StoredDashboard {
    return found(this.table.find((one) => one.id === id));
  }

  all(): StoredDashboard[] {
    return [...this.table.values()];
  }

  within(folderUid: string): StoredDashboard[] {
    return this.table.filter((one) => one.folderUid === folderUid);
  }

  /** Each tag and how many dashboards have it, by tag. */
  tags(): { readonly term: string; readonly count: number }[] {
    const counts = new Map<string, number>();
    for (const { tags } of this.table.values()) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].map(([term, count]) => ({ term, count })).sort((a, b) => a.term.localeCompare(b.term));
  }

  save(asked: DashboardSave): Promise<StoredDashboard> {
    return this.changes.run(() => this.saveNow(asked));
  }

  /** Saves an older version anew. */
  async restore(uid: string, version: number, by: string): Promise<StoredDashboard> {
    const { folderUid } = this.existing(uid);
    const old = await this.existingVersion(uid, version);
    return this.save({
      model: { ...old.model, uid },
      folderUid,
      message: `Restored from version ${version}`,
      overwrite: true,
      by,
      restoredFrom: version,
    });
  }

  async existingVersion(uid: string, version: number): Promise<DashboardVersion> {
    this.existing(uid);
    const one = await this.versions.get(uid, version);
    if (one === undefined) throw new DashboardsError('not_found', 'Dashboard version not found');
    return one;
  }

  /** Says anew where a dashboard comes from; undefined: from the UI. It is no save. */
  setProvenance(uid: string, provenance: Provenance | undefined): Promise<void> {
    return this.changes.run(async () => {
      const { provenance: _, ...dashboard } = this.existing(uid);
      await this.table.put(uid, { ...dashboard, ...kept(provenance) });
    });
  }

  /** `force`: also of one that comes from a file, as when the file is gone. */
  remove(uid: string, force = false): Promise<StoredDashboard> {
    return this.changes.run(async () => {
      const dashboard = this.existing(uid);
      if (!force && dashboard.provenance !== undefined) {
        throw new DashboardsError('provisioned', 'provisioned dashboard cannot be deleted');
      }
      await this.table.remove([uid]);
      await this.versions.removeAll(uid);
      return dashboard;
    });
  }

  private async saveNow(asked: DashboardSave): Promise<StoredDashboard> {
    const { model, by, provenance } = asked;
    const title = typeof model.title === 'string' ? model.title.trim() : '';
    if (title === '') throw new DashboardsError('empty_title', 'Dashboard title cannot be empty');
    const size = JSON.stringify(model).length;
    if (size > MAX_MODEL)
      throw new DashboardsError('too_large', `a dashboard may have ${MAX_MODEL} characters of JSON, not ${size}`);
    const uid = typeof model.uid === 'string' ? model.uid : '';
    checkUid(uid);
    let before = this.named(model, uid);
    const folderUid = asked.folderUid ?? before?.folderUid ?? '';
    if (folderUid !== '' && this.folders.get(folderUid) === undefined) {
      throw new DashboardsError('bad_request', 'folder not found');
    }
    if (before !== undefined) checkMayChange(before, asked);
    const namesake = this.table.find(
      (one) =>
        one.uid !== before?.uid && one.folderUid === folderUid && one.title.toLowerCase() === title.toLowerCase(),
    );
    if (namesake !== undefined && provenance === undefined) {
      if (asked.overwrite !== true || before !== undefined) {
        throw new DashboardsError('name_exists', 'A dashboard with the same name in the folder already exists');
      }
      checkMayChange(namesake, asked);
      before = namesake;
    }
    if (before === undefined && this.table.size >= MAX_DASHBOARDS) {
      throw new DashboardsError('too_large', `there are ${MAX_DASHBOARDS} dashboards`);
    }
    const now = this.now();
    const id = before?.id ?? nextId(this.table.values());
    const ownUid = before?.uid ?? (uid === '' ? newUid() : uid);
    const version = (before?.version ?? 0) + 1;
    const saved: StoredDashboard = {
      id,
      uid: ownUid,
      title,
      tags: tagsOf(model),
      folderUid,
      version,
      createdMs: before?.createdMs ?? now,
      updatedMs: now,
      createdBy: before?.createdBy ?? by,
      updatedBy: by,
      schema: schemaOf(model),
      model: { ...model, id, uid: ownUid, title, version },
      ...kept(provenance ?? before?.provenance),
    };
    await this.table.put(saved.uid, saved);
    await this.versions.add(saved.uid, {
      version,
      parentVersion: before?.version ?? 0,
      restoredFrom: asked.restoredFrom ?? 0,
      createdMs: now,
      createdBy: by,
      message: (asked.message ?? '').slice(0, MAX_MESSAGE),
      title,
      schema: saved.schema,
      model: saved.model,
    });
    return saved;
  }

  /** The dashboard that a model names by its uid or, without one, by its id. */
  private named({ id }: DashboardModel, uid: string): StoredDashboard | undefined {
    if (uid !== '') return this.table.get(uid);
    return typeof id === 'number' && id > 0 ? this.byId(id) : undefined;
  }
}

const kept = (provenance: Provenance | undefined) => (provenance === undefined ? {} : { provenance });

function found(dashboard: StoredDashboard | undefined): StoredDashboard {
  if (dashboard === undefined) throw new DashboardsError('not_found', 'Dashboard not found');
  return dashboard;
}

function checkMayChange(before: StoredDashboard, { model, overwrite, provenance }: DashboardSave): void {
  if (provenance !== undefined) return;
  if (before.provenance?.allowUiUpdates === false) {
    throw new DashboardsError('provisioned', 'Cannot save provisioned dashboard');
  }
  if (overwrite === true || model.version === before.version) return;
  throw new DashboardsError('version_mismatch', 'The dashboard has been changed by someone else');
}
