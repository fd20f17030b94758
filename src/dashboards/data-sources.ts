import type { Documents } from '../storage/interface.js';
import { DocumentTable, nextId } from './document-table.js';
import { DashboardsError } from './errors.js';
import { OneAtATime } from './one-at-a-time.js';
import { checkUid, MAX_UID, newUid } from './uid.js';

/** What Quartet's own data sources are, which is also what their uids are. */
const SOURCE_KINDS = ['prometheus', 'loki', 'tempo', 'alertmanager'] as const;

export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A name by which dashboards reach one of our own sources. */
export interface DataSource {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly isDefault: boolean;
  /** Our own, or one from a file: it cannot be changed or taken away. */
  readonly readOnly: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly version: number;
}

export interface DataSourceSave {
  readonly uid?: string | undefined;
  readonly name: string;
  /** Grafana's name of the plug-in. */
  readonly type: string;
  readonly isDefault?: boolean | undefined;
  readonly jsonData?: Readonly<Record<string, unknown>> | undefined;
  readonly readOnly?: boolean | undefined;
}

/** Plug-ins that speak what one of our own sources speaks. */
const KIND_OF_TYPE: ReadonlyMap<string, SourceKind> = new Map([
  ...SOURCE_KINDS.map((kind) => [kind, kind] as const),
  ['mimir', 'prometheus'],
  ['grafana-amazonprometheus-datasource', 'prometheus'],
  ['grafana-azureprometheus-datasource', 'prometheus'],
]);

const TITLES: Readonly<Record<SourceKind, string>> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  tempo: 'Tempo',
  alertmanager: 'Alertmanager',
};

const OWN: readonly DataSource[] = SOURCE_KINDS.map((kind, i) => ({
  id: i + 1,
  uid: kind,
  name: TITLES[kind],
  kind,
  isDefault: kind === 'prometheus',
  readOnly: true,
  jsonData: kind === 'prometheus' ? { httpMethod: 'POST', prometheusType: 'Mimir' } : {},
  version: 1,
}));

/** Ids of those of files begin here … */
const FIRST_PROVIDED_ID = 100_000;
/** … and those of aliases here, so that ours stay free. */
const FIRST_ALIAS_ID = 100;
const MAX_ALIASES = 1_000;

/** Our own data sources, and names that tools gave them. */
export class DataSources {
  private readonly aliases: DocumentTable<DataSource>;
  private readonly changes = new OneAtATime();
  private provided: readonly DataSource[] = [];

  constructor(documents: Documents) {
    this.aliases = new DocumentTable(documents, 'data-source');
  }

  load(): Promise<void> {
    return this.aliases.load();
  }

  /** Our own first, then those of files. Of several that would be the default the last one is. */
  all(): DataSource[] {
    const taken = new Set(this.provided.map(({ uid }) => uid));
    const added = [...this.aliases.values()].filter(({ uid }) => !taken.has(uid)).sort((a, b) => a.id - b.id);
    const all = [...OWN, ...this.provided, ...added];
    const chosen = all.findLast(({ isDefault }) => isDefault);
    return all.map((source) => (source.isDefault === (source === chosen) ? source : { ...source, isDefault: false }));
  }

  /** Those of files, in place of those of before. Resolves with what is wrong with some; these are left out. */
  provide(asked: readonly DataSourceSave[]): string[] {
    const problems: string[] = [];
    const provided: DataSource[] = [];
    for (const one of asked) {
      try {
        const uid = one.uid ?? `p-${one.name.toLowerCase().replace(/[^\w-]+/g, '-')}`.slice(0, MAX_UID);
        if (OWN.some((own) => own.uid === uid)) continue;
        checkUid(uid);
        provided.push({ ...aliasOf(one), id: FIRST_PROVIDED_ID + provided.length, uid, version: 1 });
      } catch (error) {
        problems.push(`${one.name}: ${(error as Error).message}`);
      }
    }
    this.provided = provided;
    return problems;
  }

  /** By uid, id, name or, where nothing has that, by the type; names and types in any case. */
  find(key: string): DataSource | undefined {
    const all = this.all();
    const lower = key.toLowerCase();
    return (
      all.find(({ uid }) => uid === key) ??
      all.find(({ id }) => String(id) === key) ??
      all.find(({ name }) => name.toLowerCase() === lower) ??
      OWN.find(({ kind }) => kind === KIND_OF_TYPE.get(lower))
    );
  }

  existing(wanted: (source: DataSource) => boolean): DataSource {
    const source = this.all().find(wanted);
    if (source === undefined) throw new DashboardsError('not_found', 'Data source not found');
    return source;
  }

  add(asked: DataSourceSave): Promise<DataSource> {
    return this.changes.run(async () => {
      const { uid = '', name } = asked;
      checkUid(uid);
      if (name.trim() === '') throw new DashboardsError('bad_request', 'a data source needs a name');
      if (this.all().some((one) => one.name === name || one.uid === uid)) {
        throw new DashboardsError('name_exists', 'data source with the same name or uid already exists');
      }
      if (this.aliases.size >= MAX_ALIASES)
        throw new DashboardsError('too_large', `there are ${MAX_ALIASES} data sources`);
      const id = Math.max(FIRST_ALIAS_ID, nextId(this.aliases.values()));
      const source = { ...aliasOf(asked), id, uid: uid === '' ? newUid() : uid, version: 1 };
      await this.aliases.put(source.uid, source);
      return source;
    });
  }

  change(uid: string, asked: DataSourceSave): Promise<DataSource> {
    return this.changes.run(async () => {
      const before = this.changeable(uid);
      if (this.all().some((one) => one.uid !== uid && one.name === asked.name)) {
        throw new DashboardsError('name_exists', 'data source with the same name already exists');
      }
      const source = { ...aliasOf(asked), id: before.id, uid, version: before.version + 1 };
      await this.aliases.put(uid, source);
      return source;
    });
  }

  remove(uid: string): Promise<DataSource> {
    return this.changes.run(async () => {
      const source = this.changeable(uid);
      await this.aliases.remove([uid]);
      return source;
    });
  }

  private changeable(uid: string): DataSource {
    const source = this.existing((one) => one.uid === uid);
    if (OWN.some((own) => own.uid === uid) || this.provided.some((one) => one.uid === uid))
      throw new DashboardsError(
        'provisioned',
        'Cannot change a read-only data source: it is one of the program itself, or of a file',
      );
    return source;
  }
}

function aliasOf({
  name,
  type,
  isDefault = false,
  jsonData = {},
  readOnly = false,
}: DataSourceSave): Omit<DataSource, 'id' | 'uid' | 'version'> {
  const kind = KIND_OF_TYPE.get(type.toLowerCase());
  if (kind === undefined) {
    const known = SOURCE_KINDS.join(', ');
    const message = `data sources of type ${JSON.stringify(type)} need a server elsewhere, and all data here is this program's own; it takes the types ${known} as further names of its own sources`;
    throw new DashboardsError('bad_request', message);
  }
  return { name, kind, isDefault, readOnly, jsonData };
}
