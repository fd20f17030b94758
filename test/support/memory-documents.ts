import type { Documents, StoredDocument } from '../../src/storage/interface.js';

const idOf = ({ tenant, kind, key }: Omit<StoredDocument, 'body'>) => JSON.stringify([tenant, kind, key]);

/** Documents in memory. Several programs of one test may share them. */
export class MemoryDocuments implements Documents {
  private readonly all = new Map<string, StoredDocument>();

  async list(kind: string, tenant?: string): Promise<StoredDocument[]> {
    return [...this.all.values()].filter((one) => one.kind === kind && (tenant === undefined || one.tenant === tenant));
  }

  async put(documents: readonly StoredDocument[]): Promise<void> {
    for (const one of documents) this.all.set(idOf(one), one);
  }

  async remove(documents: readonly Omit<StoredDocument, 'body'>[]): Promise<void> {
    for (const one of documents) this.all.delete(idOf(one));
  }
}
