import type { TargetGroup } from '../../discovery.js';
import type { Lookup } from '../lookup.js';
import type { ResourceName, ResourceObjects } from '../resources.js';

/** How the objects of one resource become targets: one group each. */
export interface Role<R extends ResourceName = ResourceName> {
  readonly resource: R;
  /** What `Lookup` is asked for in any case. */
  readonly beside: readonly ResourceName[];
  /** Of the groups' sources: `pod/<namespace>/<name>`. */
  readonly source: string;
  group(object: ResourceObjects[R], lookup: Lookup): Omit<TargetGroup, 'source'>;
}

/** Lets a role stand in a table of all. */
export const role = <R extends ResourceName>(given: Role<R>): Role => given as unknown as Role;
