import type { Provisioning } from '../../dashboards/files/provisioning.js';
import type { DashboardStore } from '../../dashboards/store.js';
import type { LokiContext } from '../loki/request.js';
import type { PrometheusContext } from '../prometheus/context.js';
import type { TempoContext } from '../tempo/request.js';

/** What Grafana's API is made of. */
export interface GrafanaContext {
  readonly store: DashboardStore;
  /** The dashboards of files. */
  readonly provisioning: Provisioning;
  readonly prometheus: PrometheusContext;
  readonly loki: LokiContext;
  readonly tempo: TempoContext;
  /** Why the program cannot do its work now, or undefined. */
  readonly problem: () => string | undefined;
  /** Current time, ms since 1970. */
  readonly now: () => number;
  readonly version: string;
}

/** The one who does everything here: there is no authentication, and credentials are passed over. */
export const USER = 'admin';

/** The release of Grafana whose API this is: clients choose by it what they may ask. Our own version stands beside it. */
export const SPOKEN_VERSION = '12.0.0';
