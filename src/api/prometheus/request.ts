import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import type { QueryParameters } from '../form-parameters.js';
import type { PrometheusContext } from './context.js';

/** What an endpoint of the query API is called with. */
export interface PrometheusRequest {
  readonly context: PrometheusContext;
  readonly parameters: QueryParameters;
  readonly tenant: Tenant;
  readonly limits: QueryLimits;
  /** The Accept header. */
  readonly accept?: string | undefined;
  /** Asked on a port of Mimir's. */
  readonly isMimir?: boolean;
  /** The `:name` of the path, where it has one. */
  readonly name: string;
}
