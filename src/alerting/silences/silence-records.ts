import { randomUUID } from 'node:crypto';
import type { Tenant } from '../../model/tenant.js';
import type { Documents, StoredDocument } from '../../storage/interface.js';
import type { Silence } from './silence.js';

const KIND = 'silence-record';

/** Who silenced what and why: one change of one silence. Kept when the silence is forgotten. */
export interface SilenceRecord {
  readonly change: 'created' | 'updated' | 'expired';
  /** When, ms since 1970. */
  readonly atMs: number;
  /** The silence after the change. */
  readonly silence: Silence;
}

/** The record of all changes to silences: one document for each, never written again. */
export class SilenceRecords {
  constructor(
    private readonly documents: Documents,
    private readonly tenant: Tenant,
  ) {}

  document(silence: Silence, change: SilenceRecord['change']): StoredDocument {
    const record: SilenceRecord = { change, atMs: silence.updatedAtMs, silence };
    const key = `${silence.id}/${silence.updatedAtMs}/${randomUUID()}`;
    return { tenant: this.tenant, kind: KIND, key, body: JSON.stringify(record) };
  }

  /** All records, the oldest first. */
  async list(): Promise<SilenceRecord[]> {
    const documents = await this.documents.list(KIND, this.tenant);
    return documents.map(({ body }) => JSON.parse(body) as SilenceRecord).sort((a, b) => a.atMs - b.atMs);
  }
}
