import { DEFAULT_TENANT } from '../model/tenant.js';
import type { Documents } from '../storage/interface.js';
import type { DashboardVersion } from './dashboard.js';

/** Versions of a dashboard that are kept: as many as Grafana keeps unless it is told otherwise. */
const KEPT = 20;

/** What was saved, save by save. A kind of document for each dashboard, so that one's history is read without the others'. */
export class DashboardVersions {
  constructor(private readonly documents: Documents) {}

  /** The newest first. */
  async list(uid: string): Promise<DashboardVersion[]> {
    const found = await this.documents.list(kindOf(uid), DEFAULT_TENANT);
    return found.map(({ body }) => JSON.parse(body) as DashboardVersion).sort((a, b) => b.version - a.version);
  }

  async get(uid: string, version: number): Promise<DashboardVersion | undefined> {
    return (await this.list(uid)).find((one) => one.version === version);
  }

  async add(uid: string, version: DashboardVersion): Promise<void> {
    const key = String(version.version);
    await this.documents.put([{ tenant: DEFAULT_TENANT, kind: kindOf(uid), key, body: JSON.stringify(version) }]);
    if (version.version > KEPT) await this.removeKeys(uid, [String(version.version - KEPT)]);
  }

  async removeAll(uid: string): Promise<void> {
    const found = await this.documents.list(kindOf(uid), DEFAULT_TENANT);
    await this.removeKeys(
      uid,
      found.map(({ key }) => key),
    );
  }

  private removeKeys(uid: string, keys: readonly string[]): Promise<void> {
    return this.documents.remove(keys.map((key) => ({ tenant: DEFAULT_TENANT, kind: kindOf(uid), key })));
  }
}

const kindOf = (uid: string): string => `dashboard-version:${uid}`;
