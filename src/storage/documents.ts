import type { Tenant } from '../model/tenant.js';
import type { Engine } from './engine/engine.js';
import type { Documents, QueryLimits, StoredDocument } from './interface.js';
import type { Topology } from './schema/ddl.js';

/** Documents of one statement, and about how many characters of them. */
const MAX_ROWS = 500;
const MAX_CHARACTERS = 1 << 20;

const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 256 << 20 };

interface Change extends StoredDocument {
  readonly removed: boolean;
}

/** Changes that are written together, and who waits for them. */
interface Group {
  readonly changes: Change[];
  readonly written: Promise<void>;
}

/**
 * Documents in a table of their own. What is changed while a write is under way is written together after it, so that
 * thousands of small changes do not make thousands of inserts.
 */
export class StoredDocuments implements Documents {
  private readonly table: string;
  private lastChange = 0;
  private waiting: Group | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly engine: Pick<Engine, 'query' | 'command'>,
    { database }: Topology,
    /** Current time, ms. */
    private readonly now: () => number,
  ) {
    this.table = `${database}.documents`;
  }

  async list(kind: string, tenant?: Tenant): Promise<StoredDocument[]> {
    const ofTenant = tenant === undefined ? '' : ' AND tenant = {tenant:String}';
    const sql = `SELECT tenant, key, body FROM ${this.table} FINAL WHERE kind = {kind:String} AND NOT removed${ofTenant}`;
    const found: StoredDocument[] = [];
    for await (const block of this.engine.query(sql, { kind, ...(tenant !== undefined && { tenant }) }, LIMITS)) {
      const [tenants, keys, bodies] = ['tenant', 'key', 'body'].map((name) => block.column(name));
      for (let row = 0; row < block.rows; row++) {
        found.push({ tenant: tenants!.text(row), kind, key: keys!.text(row), body: bodies!.text(row) });
      }
    }
    return found;
  }

  put(documents: readonly StoredDocument[]): Promise<void> {
    return this.change(documents.map((document) => ({ ...document, removed: false })));
  }

  remove(documents: readonly Omit<StoredDocument, 'body'>[]): Promise<void> {
    return this.change(documents.map((document) => ({ ...document, body: '', removed: true })));
  }

  private change(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return Promise.resolve();
    this.waiting ??= this.nextGroup();
    for (const one of changes) this.waiting.changes.push(one);
    return this.waiting.written;
  }

  /** A group that is written once those before it are. */
  private nextGroup(): Group {
    const changes: Change[] = [];
    const written = this.last.then(() => {
      this.waiting = undefined;
      return this.write(changes);
    });
    this.last = written.catch(() => undefined);
    return { changes, written };
  }

  private async write(changes: readonly Change[]): Promise<void> {
    for (const part of parts(changes)) {
      this.lastChange = Math.max(this.lastChange + 1, this.now());
      const from = this.lastChange;
      // Of two changes of one document the later one counts.
      this.lastChange += part.length;
      await this.engine.command(
        `INSERT INTO ${this.table} (tenant, kind, key, body, removed, changed) ` +
          'SELECT row.1, row.2, row.3, row.4, row.5, {from:UInt64} + row.6 FROM (SELECT arrayJoin(arrayZip(' +
          '{tenants:Array(String)}, {kinds:Array(String)}, {keys:Array(String)}, {bodies:Array(String)}, ' +
          '{removed:Array(UInt8)}, arrayEnumerate({tenants:Array(String)}))) AS row)',
        {
          tenants: part.map(({ tenant }) => tenant),
          kinds: part.map(({ kind }) => kind),
          keys: part.map(({ key }) => key),
          bodies: part.map(({ body }) => body),
          removed: part.map(({ removed }) => (removed ? 1 : 0)),
          from,
        },
      );
    }
  }
}

function* parts(changes: readonly Change[]): Generator<Change[]> {
  let part: Change[] = [];
  let characters = 0;
  for (const one of changes) {
    if (part.length === MAX_ROWS || (part.length > 0 && characters + one.body.length > MAX_CHARACTERS)) {
      yield part;
      part = [];
      characters = 0;
    }
    part.push(one);
    characters += one.body.length;
  }
  if (part.length > 0) yield part;
}
