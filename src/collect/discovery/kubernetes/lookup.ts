import type { KubernetesAttached } from '../discovery-config.js';
import type { ResourceName, ResourceObjects } from './resources.js';

/** What a role's targets are made with beside their own object. */
export interface Lookup {
  readonly attach: KubernetesAttached;
  /** An object that is watched; undefined where there is none or it is not watched. */
  get<R extends ResourceName>(resource: R, namespace: string | undefined, name: string): ResourceObjects[R] | undefined;
}
