import type { Documents } from '../storage/interface.js';
import { DocumentTable, nextId } from './document-table.js';
import { DashboardsError } from './errors.js';
import { OneAtATime } from './one-at-a-time.js';
import { checkUid, newUid } from './uid.js';

export interface Folder {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** Empty: at the root. */
  readonly parentUid: string;
  readonly version: number;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly createdBy: string;
  readonly updatedBy: string;
}

export interface NewFolder {
  readonly uid?: string | undefined;
  readonly title: string;
  readonly description?: string | undefined;
  readonly parentUid?: string | undefined;
}

export interface FolderChange {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly version?: number | undefined;
  readonly overwrite?: boolean | undefined;
}

const MAX_FOLDERS = 5_000;
/** Folders within folders, as in Grafana. */
const MAX_DEPTH = 4;
const MAX_TITLE = 255;
/** Titles that mean the root, which is no folder. */
const ROOT_TITLES = new Set(['general', 'dashboards']);

/** Folders, one within another. */
export class Folders {
  private readonly table: DocumentTable<Folder>;
  private readonly changes = new OneAtATime();

  constructor(
    documents: Documents,
    private readonly now: () => number,
  ) {
    this.table = new DocumentTable(documents, 'folder');
  }

  load(): Promise<void> {
    return this.table.load();
  }

  get(uid: string): Folder | undefined {
    return this.table.get(uid);
  }

  /** Throws `not_found`. */
  existing(uid: string): Folder {
    const folder = this.table.get(uid);
    if (folder === undefined) throw new DashboardsError('not_found', 'folder not found');
    return folder;
  }

  byId(id: number): Folder | undefined {
    return this.table.find((folder) => folder.id === id);
  }

  /** Those right below a folder, or the root, by title. */
  within(parentUid: string): Folder[] {
    return this.table.filter((folder) => folder.parentUid === parentUid).sort(byTitle);
  }

  all(): Folder[] {
    return [...this.table.values()].sort(byTitle);
  }

  /** The folders above one, from the root. */
  above(folder: Folder): Folder[] {
    const found: Folder[] = [];
    for (let up = this.get(folder.parentUid); up !== undefined; up = this.get(up.parentUid)) found.unshift(up);
    return found;
  }

  /** The folder itself and all that are in it, at any depth. */
  subtree(uid: string): Folder[] {
    return [this.existing(uid), ...this.within(uid).flatMap((folder) => this.subtree(folder.uid))];
  }

  create(asked: NewFolder, by: string): Promise<Folder> {
    return this.changes.run(async () => {
      const { parentUid = '', uid = '' } = asked;
      const title = this.checkedTitle(asked.title, parentUid);
      checkUid(uid);
      if (uid !== '' && this.get(uid) !== undefined) {
        throw new DashboardsError('name_exists', 'a folder with the same UID already exists');
      }
      if (this.table.size >= MAX_FOLDERS) throw new DashboardsError('too_large', `there are ${MAX_FOLDERS} folders`);
      this.checkDepth(parentUid, 1);
      const now = this.now();
      const folder: Folder = {
        id: nextId(this.table.values()),
        uid: uid === '' ? newUid() : uid,
        title,
        description: asked.description ?? '',
        parentUid,
        version: 1,
        createdMs: now,
        updatedMs: now,
        createdBy: by,
        updatedBy: by,
      };
      await this.table.put(folder.uid, folder);
      return folder;
    });
  }

  change(uid: string, { title, description, version, overwrite }: FolderChange, by: string): Promise<Folder> {
    return this.changes.run(async () => {
      const folder = this.existing(uid);
      if (overwrite !== true && version !== undefined && version !== folder.version) {
        throw new DashboardsError('version_mismatch', 'the folder has been changed by someone else');
      }
      const named = title === undefined ? folder.title : this.checkedTitle(title, folder.parentUid, uid);
      return this.save({ ...folder, title: named, description: description ?? folder.description }, by);
    });
  }

  move(uid: string, parentUid: string, by: string): Promise<Folder> {
    return this.changes.run(async () => {
      const folder = this.existing(uid);
      const below = this.subtree(uid);
      if (below.some((one) => one.uid === parentUid)) {
        throw new DashboardsError('bad_request', 'a folder cannot be moved into itself');
      }
      this.checkDepth(parentUid, this.heightOf(uid));
      this.checkedTitle(folder.title, parentUid, uid);
      return this.save({ ...folder, parentUid }, by);
    });
  }

  /** What is in it must be gone before. */
  remove(uids: readonly string[]): Promise<void> {
    return this.changes.run(() => this.table.remove(uids));
  }

  private async save(folder: Folder, by: string): Promise<Folder> {
    const saved = { ...folder, version: folder.version + 1, updatedMs: this.now(), updatedBy: by };
    await this.table.put(saved.uid, saved);
    return saved;
  }

  private checkedTitle(asked: string, parentUid: string, ownUid?: string): string {
    const title = asked.trim();
    if (title === '') throw new DashboardsError('empty_title', 'folder title cannot be empty');
    if (title.length > MAX_TITLE)
      throw new DashboardsError('bad_request', `folder title has over ${MAX_TITLE} characters`);
    const isTaken = this.table.find(
      (one) => one.uid !== ownUid && one.parentUid === parentUid && one.title.toLowerCase() === title.toLowerCase(),
    );
    if (isTaken !== undefined || (parentUid === '' && ROOT_TITLES.has(title.toLowerCase()))) {
      throw new DashboardsError('name_exists', 'a folder with the same name already exists in the current location');
    }
    return title;
  }

  private checkDepth(parentUid: string, height: number): void {
    if (parentUid === '') return;
    const parent = this.get(parentUid);
    if (parent === undefined) throw new DashboardsError('bad_request', 'parent folder not found');
    if (this.above(parent).length + 1 + height > MAX_DEPTH) {
      throw new DashboardsError('bad_request', `folder max depth exceeded, max depth is ${MAX_DEPTH}`);
    }
  }

  private heightOf(uid: string): number {
    return 1 + Math.max(0, ...this.within(uid).map((folder) => this.heightOf(folder.uid)));
  }
}

const byTitle = (a: Folder, b: Folder): number => a.title.localeCompare(b.title) || a.id - b.id;
