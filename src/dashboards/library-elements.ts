import type { Documents } from '../storage/interface.js';
import type { StoredDashboard } from './dashboard.js';
import { DocumentTable, nextId } from './document-table.js';
import { DashboardsError } from './errors.js';
import { OneAtATime } from './one-at-a-time.js';
import { checkUid, newUid } from './uid.js';

/** Grafana's number for panels, which are what is shared unless a kind is named. */
const PANEL = 1;

/** A panel or variable that dashboards share. */
export interface LibraryElement {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly kind: number;
  readonly folderUid: string;
  readonly model: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly createdBy: string;
  readonly updatedBy: string;
}

export interface ElementSave {
  readonly uid?: string | undefined;
  readonly name?: string | undefined;
  readonly kind?: number | undefined;
  readonly folderUid?: string | undefined;
  readonly model?: Readonly<Record<string, unknown>> | undefined;
  readonly version?: number | undefined;
}

const MAX_ELEMENTS = 5_000;
const MAX_MODEL = 1 << 20;

/** Elements that dashboards share, by uid. */
export class LibraryElements {
  private readonly table: DocumentTable<LibraryElement>;
  private readonly changes = new OneAtATime();

  constructor(
    documents: Documents,
    private readonly now: () => number,
  ) {
    this.table = new DocumentTable(documents, 'library-panel');
  }

  load(): Promise<void> {
    return this.table.load();
  }

  /** By name. */
  all(): LibraryElement[] {
    return [...this.table.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  existing(uid: string): LibraryElement {
    const element = this.table.get(uid);
    if (element === undefined) throw new DashboardsError('not_found', 'library element could not be found');
    return element;
  }

  create(asked: ElementSave, by: string): Promise<LibraryElement> {
    return this.changes.run(async () => {
      const { uid = '', kind = PANEL, folderUid = '', model = {} } = asked;
      checkUid(uid);
      if (uid !== '' && this.table.get(uid) !== undefined) throw exists();
      if (this.table.size >= MAX_ELEMENTS) throw new DashboardsError('too_large', `there are ${MAX_ELEMENTS} elements`);
      const now = this.now();
      return this.store({
        id: nextId(this.table.values()),
        uid: uid === '' ? newUid() : uid,
        name: asked.name ?? '',
        kind,
        folderUid,
        model,
        version: 1,
        createdMs: now,
        updatedMs: now,
        createdBy: by,
        updatedBy: by,
      });
    });
  }

  change(uid: string, asked: ElementSave, by: string): Promise<LibraryElement> {
    return this.changes.run(() => {
      const before = this.existing(uid);
      if (asked.version !== before.version) {
        throw new DashboardsError('version_mismatch', 'the library element has been changed by someone else');
      }
      const { name = before.name, kind = before.kind, folderUid = before.folderUid, model = before.model } = asked;
      const version = before.version + 1;
      return this.store({ ...before, name, kind, folderUid, model, version, updatedMs: this.now(), updatedBy: by });
    });
  }

  /** `users`: the dashboards that have it in them. */
  remove(uid: string, users: readonly StoredDashboard[]): Promise<LibraryElement> {
    return this.changes.run(async () => {
      const element = this.existing(uid);
      if (users.length > 0) throw new DashboardsError('in_use', 'the library element has connections');
      await this.table.remove([uid]);
      return element;
    });
  }

  private async store(element: LibraryElement): Promise<LibraryElement> {
    const { uid, name, folderUid, kind, model } = element;
    if (name.trim() === '') throw new DashboardsError('empty_title', 'library element name cannot be empty');
    const namesake = this.table.find(
      (one) => one.uid !== uid && one.folderUid === folderUid && one.kind === kind && one.name === name,
    );
    if (namesake !== undefined) throw exists();
    if (JSON.stringify(model).length > MAX_MODEL) {
      throw new DashboardsError('too_large', `a library element may have ${MAX_MODEL} characters of JSON`);
    }
    await this.table.put(uid, element);
    return element;
  }
}

const exists = () => new DashboardsError('name_exists', 'library element with that name or UID already exists');

/** The dashboards of which a panel, also one within a row or an element of schema v2, is kept in the library, by its uid. */
export function usersByElement(
  dashboards: readonly StoredDashboard[],
): ReadonlyMap<string, readonly StoredDashboard[]> {
  const users = new Map<string, StoredDashboard[]>();
  for (const dashboard of dashboards) {
    for (const uid of new Set(panelsOf(dashboard.model).map(({ libraryPanel }) => uidOf(libraryPanel)))) {
      if (uid === undefined) continue;
      const known = users.get(uid);
      if (known === undefined) users.set(uid, [dashboard]);
      else known.push(dashboard);
    }
  }
  return users;
}

interface AnyPanel {
  readonly libraryPanel?: unknown;
  readonly panels?: unknown;
  /** Of schema v2: panels by their names, with their content in `spec`. */
  readonly elements?: unknown;
  readonly spec?: unknown;
}

function panelsOf({ panels, elements }: AnyPanel): AnyPanel[] {
  const listed = Array.isArray(panels) ? panels.filter(isPanel) : [];
  const named = isPanel(elements) ? Object.values(elements).filter(isPanel) : [];
  return [...listed.flatMap((panel) => [panel, ...panelsOf(panel)]), ...named.map(({ spec }) => spec).filter(isPanel)];
}

const isPanel = (value: unknown): value is AnyPanel => typeof value === 'object' && value !== null;

function uidOf(reference: unknown): string | undefined {
  if (typeof reference !== 'object' || reference === null) return undefined;
  const { uid } = reference as { uid?: unknown };
  return typeof uid === 'string' ? uid : undefined;
}
