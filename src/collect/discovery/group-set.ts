import { isDeepStrictEqual } from 'node:util';
import type { TargetGroup } from './discovery.js';
import { MAX_TARGETS } from './discovery-environment.js';

/** The groups that a discoverer last told of, by their sources. */
export class GroupSet {
  private readonly groups = new Map<string, TargetGroup>();
  private targets = 0;

  /** Takes groups, of which one without targets is gone. Gives those that are new or changed. Throws where they are too many. */
  take(groups: readonly TargetGroup[]): TargetGroup[] {
    const changed = groups.filter((group) => {
      const known = this.groups.get(group.source);
      return known === undefined ? group.targets.length > 0 : !isDeepStrictEqual(known, group);
    });
    const more = changed.reduce((sum, { source, targets }) => sum + targets.length - this.sizeOf(source), 0);
    if (more > 0 && this.targets + more > MAX_TARGETS)
      throw new Error(`found ${this.targets + more} targets; at most ${MAX_TARGETS} may come of one discovery`);
    this.targets += more;
    for (const group of changed) {
      if (group.targets.length > 0) this.groups.set(group.source, group);
      else this.groups.delete(group.source);
    }
    return changed;
  }

  /** As `take`, of all groups that there are: those that are missing are gone. */
  replace(groups: readonly TargetGroup[]): TargetGroup[] {
    const sources = new Set(groups.map(({ source }) => source));
    const gone = [...this.groups.keys()].filter((source) => !sources.has(source)).map(noTargets);
    return this.take([...gone, ...groups]);
  }

  private sizeOf(source: string): number {
    return this.groups.get(source)?.targets.length ?? 0;
  }
}

/** The group that says that its source has gone. */
export const noTargets = (source: string): TargetGroup => ({ source, targets: [], labels: {} });
