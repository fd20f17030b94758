import type { Tenant } from '../model/tenant.js';
import type { Engine } from './engine/engine.js';
import type { Documents, QueryLimits, StoredDocument } from './interface.js';
import type { Topology } from './schema/ddl.js';

/** Documents of one statement, and about how many characters of them. */
const MAX_ROWS = 500;
const MAX_CHARACTERS = 1 << 20;

const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 256 << 20 };

/** Documents in a table of their own. */
export class StoredDocuments implements Documents {
  private readonly table: string;
  private lastChange = 0;

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
    return this.write(documents, false);
  }

  remove(documents: readonly Omit<StoredDocument, 'body'>[]): Promise<void> {
    return this.write(
      documents.map((document) => ({ ...document, body: '' })),
      true,
    );
  }

  private async write(documents: readonly StoredDocument[], removed: boolean): Promise<void> {
    for (const part of parts(documents)) {
      this.lastChange = Math.max(this.lastChange + 1, this.now());
      await this.engine.command(
        `INSERT INTO ${this.table} (tenant, kind, key, body, removed, changed) ` +
          'SELECT row.1, row.2, row.3, row.4, {removed:Bool}, {changed:UInt64} FROM (SELECT arrayJoin(arrayZip(' +
          '{tenants:Array(String)}, {kinds:Array(String)}, {keys:Array(String)}, {bodies:Array(String)})) AS row)',
        {
          tenants: part.map(({ tenant }) => tenant),
          kinds: part.map(({ kind }) => kind),
          keys: part.map(({ key }) => key),
          bodies: part.map(({ body }) => body),
          removed,
          changed: this.lastChange,
        },
      );
    }
  }
}

function* parts(documents: readonly StoredDocument[]): Generator<StoredDocument[]> {
  let part: StoredDocument[] = [];
  let characters = 0;
  for (const document of documents) {
    if (part.length === MAX_ROWS || (part.length > 0 && characters + document.body.length > MAX_CHARACTERS)) {
      yield part;
      part = [];
      characters = 0;
    }
    part.push(document);
    characters += document.body.length;
  }
  if (part.length > 0) yield part;
}
