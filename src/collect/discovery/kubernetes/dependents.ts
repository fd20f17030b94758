/** Which groups were made with which other objects, so that a change of one makes only these anew. */
export class Dependents {
  private readonly usedBy = new Map<string, Set<string>>();
  private readonly uses = new Map<string, Set<string>>();

  /** Forgets what `group` was made with: it is about to be made anew, or is gone. */
  forget(group: string): void {
    for (const object of this.uses.get(group) ?? []) {
      const groups = this.usedBy.get(object);
      groups?.delete(group);
      if (groups?.size === 0) this.usedBy.delete(object);
    }
    this.uses.delete(group);
  }

  /** `object` was asked for to make `group`, whether it is there or not. */
  used(group: string, object: string): void {
    setOf(this.usedBy, object).add(group);
    setOf(this.uses, group).add(object);
  }

  of(object: string): Iterable<string> {
    return this.usedBy.get(object) ?? [];
  }
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const set = map.get(key) ?? new Set();
  map.set(key, set);
  return set;
}
