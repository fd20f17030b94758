import { DEFAULT_TENANT } from '../model/tenant.js';
import type { Documents } from '../storage/interface.js';

/** Dashboards belong to the program, not to the tenants whose data they show. */
const OWNER = DEFAULT_TENANT;

/** The documents of one kind, read once and kept in memory. What is changed can be read once it is stored. */
export class DocumentTable<T> {
  private readonly byKey = new Map<string, T>();

  constructor(
    private readonly documents: Documents,
    private readonly kind: string,
  ) {}

  async load(): Promise<void> {
    this.byKey.clear();
    for (const { key, body } of await this.documents.list(this.kind, OWNER)) this.byKey.set(key, JSON.parse(body));
  }

  get size(): number {
    return this.byKey.size;
  }

  get(key: string): T | undefined {
    return this.byKey.get(key);
  }

  values(): IterableIterator<T> {
    return this.byKey.values();
  }

  find(wanted: (item: T) => boolean): T | undefined {
    for (const item of this.byKey.values()) if (wanted(item)) return item;
    return undefined;
  }

  filter(wanted: (item: T) => boolean): T[] {
    return [...this.byKey.values()].filter(wanted);
  }

  async put(key: string, item: T): Promise<void> {
    await this.documents.put([{ tenant: OWNER, kind: this.kind, key, body: JSON.stringify(item) }]);
    this.byKey.set(key, item);
  }

  async remove(keys: readonly string[]): Promise<void> {
    await this.documents.remove(keys.map((key) => ({ tenant: OWNER, kind: this.kind, key })));
    for (const key of keys) this.byKey.delete(key);
  }
}

/** The number after the highest that is taken, from 1. */
export function nextId(items: Iterable<{ readonly id: number }>): number {
  let highest = 0;
  for (const { id } of items) highest = Math.max(highest, id);
  return highest + 1;
}
