import type { Documents } from '../storage/interface.js';
import { DocumentTable } from './document-table.js';

/** What people chose for the UI; members are Grafana's. */
export type Preferences = Readonly<Record<string, unknown>>;

/** Whose preferences. */
export type PreferencesOf = 'user' | 'org';

/** What is remembered about the one user: preferences, and the dashboards with a star. */
export class UserChoices {
  private readonly table: DocumentTable<Preferences>;
  private readonly stars: DocumentTable<{ readonly uid: string }>;

  constructor(documents: Documents) {
    this.table = new DocumentTable(documents, 'preferences');
    this.stars = new DocumentTable(documents, 'star');
  }

  async load(): Promise<void> {
    await this.table.load();
    await this.stars.load();
  }

  preferences(of: PreferencesOf): Preferences {
    return this.table.get(of) ?? {};
  }

  /** Replaces those of before. */
  setPreferences(of: PreferencesOf, preferences: Preferences): Promise<void> {
    return this.table.put(of, preferences);
  }

  starred(): Set<string> {
    return new Set([...this.stars.values()].map(({ uid }) => uid));
  }

  star(uid: string): Promise<void> {
    return this.stars.put(uid, { uid });
  }

  unstar(uid: string): Promise<void> {
    return this.stars.remove([uid]);
  }
}
