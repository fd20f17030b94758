import { nextTurn } from '../../../lib/turns.js';
import type { TargetGroup } from '../discovery.js';
import type { KubernetesAttached } from '../discovery-config.js';
import { noTargets } from '../group-set.js';
import { Dependents } from './dependents.js';
import type { Lookup } from './lookup.js';
import type { ObjectListener } from './object-watch.js';
import type { KubernetesObject } from './objects.js';
import { keyOf, objectKey, type ResourceName, type ResourceObjects } from './resources.js';
import type { Role } from './roles/role.js';

/** Groups made in one turn of the event loop. */
const GROUPS_A_TURN = 200;

/**
 * The objects that are watched, and the groups of the role's own among them: made anew when their object or one that they
 * were made with changes, and not before all has been listed once.
 */
export class ClusterState {
  private readonly objects = new Map<ResourceName, Map<string, KubernetesObject>>();
  private readonly dependents = new Dependents();
  private readonly stale = new Set<string>();
  private unlisted = 0;
  private making = false;

  constructor(
    private readonly role: Role,
    private readonly attach: KubernetesAttached,
    private readonly take: (groups: readonly TargetGroup[]) => void,
    /** Told of a group that could not be made, which stays as it was. */
    private readonly failed: (error: unknown) => void,
  ) {}

  /** For the watch of `resource` in one namespace, or in all. All listeners are asked for before the first is told anything. */
  listener(resource: ResourceName): ObjectListener {
    const objects = this.objects.get(resource) ?? new Map<string, KubernetesObject>();
    this.objects.set(resource, objects);
    this.unlisted++;
    let first = true;
    const mine = new Set<string>();
    const set = (object: KubernetesObject) => {
      const key = objectKey(object);
      mine.add(key);
      objects.set(key, object);
      this.touch(resource, key);
    };
    const remove = (key: string) => {
      mine.delete(key);
      objects.delete(key);
      this.touch(resource, key);
    };
    return {
      listed: (all) => {
        const keys = new Set(all.map(objectKey));
        for (const key of [...mine]) if (!keys.has(key)) remove(key);
        for (const object of all) set(object);
        if (first) this.unlisted--;
        first = false;
        this.makeSoon();
      },
      changed: (object) => {
        set(object);
        this.makeSoon();
      },
      deleted: (object) => {
        remove(objectKey(object));
        this.makeSoon();
      },
    };
  }

  private touch(resource: ResourceName, key: string): void {
    if (resource === this.role.resource) this.stale.add(key);
    for (const group of this.dependents.of(`${resource} ${key}`)) this.stale.add(group);
  }

  private makeSoon(): void {
    if (this.making || this.unlisted > 0 || this.stale.size === 0) return;
    this.making = true;
    void this.makeAll();
  }

  private async makeAll(): Promise<void> {
    while (this.stale.size > 0) {
      await nextTurn();
      const keys = [...this.stale].slice(0, GROUPS_A_TURN);
      for (const key of keys) this.stale.delete(key);
      this.take(keys.flatMap((key) => this.make(key)));
    }
    this.making = false;
  }

  private make(key: string): TargetGroup[] {
    const source = `${this.role.source}/${key}`;
    this.dependents.forget(key);
    const object = this.objects.get(this.role.resource)?.get(key);
    if (object === undefined) return [noTargets(source)];
    try {
      return [{ source, ...this.role.group(object as never, this.lookup(key)) }];
    } catch (error) {
      this.failed(new Error(`${source}: ${(error as Error).message}`));
      return [];
    }
  }

  private lookup(group: string): Lookup {
    return {
      attach: this.attach,
      get: <R extends ResourceName>(resource: R, namespace: string | undefined, name: string) => {
        const key = keyOf(namespace, name);
        this.dependents.used(group, `${resource} ${key}`);
        return this.objects.get(resource)?.get(key) as ResourceObjects[R] | undefined;
      },
    };
  }
}
