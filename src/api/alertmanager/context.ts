import type { Alertmanager } from '../../alerting/alertmanager.js';
import type { Tenant } from '../../model/tenant.js';
import type { ReadContext } from '../read-context.js';

/** What the API asks of the Alertmanager of a tenant. */
export type ServedAlertmanager = Pick<
  Alertmanager,
  'post' | 'alerts' | 'groups' | 'receivers' | 'routes' | 'status' | 'explain' | 'silences' | 'silenceRecords'
>;

/** What the API is built with, on every port that speaks it. */
export interface AlertmanagerContext extends Pick<ReadContext, 'version' | 'now' | 'tenantOf'> {
  /** Rejects where a tenant can have none. */
  readonly alertmanagerOf: (tenant: Tenant) => Promise<ServedAlertmanager>;
  /** When the program started, ms since 1970. */
  readonly startedMs: number;
}
