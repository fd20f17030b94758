import type { HttpClient } from '../../lib/http-client/http-client.js';
import type { Tenant } from '../../model/tenant.js';
import type { MetricIntake } from '../../pipeline/metric-intake/metric-intake.js';
import type { Writer } from '../../storage/interface.js';
import type { Clock } from '../../telemetry/clock.js';
import type { FamilyMetadata } from './family-metadata.js';
import type { SampleLabels } from './sample-labels.js';
import type { ScrapeConfig } from './scrape-config.js';
import type { ScrapeFailureLog } from './scrape-failure-log.js';
import type { ScrapeSlots } from './scrape-slots.js';
import type { SharedWrites } from './shared-writes.js';

/** What the targets of all jobs share. */
export interface ScrapeEnvironment {
  readonly tenant: Tenant;
  readonly writer: Writer;
  readonly writes: Pick<SharedWrites, 'write'>;
  readonly metricIntake: Pick<MetricIntake, 'gate' | 'take'>;
  readonly clock: Clock;
  readonly logger: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  readonly slots: ScrapeSlots;
  readonly metadata: FamilyMetadata;
  readonly failureLog: ScrapeFailureLog;
  readonly counts: ScrapeCounts;
  /** Of a page, where its job has no smaller limit. */
  readonly maxBodyBytes: number;
  readonly createdZeros: boolean;
}

interface ScrapeCounts {
  scrapes: number;
  failed: number;
  /** Left out because the one before had not ended, or the program was late by an interval. */
  missed: number;
  /** Not at the time of the grid. */
  late: number;
  samples: number;
  refused: number;
  failedWrites: number;
}

/** What the targets of one job share; another object when the job changes. */
export interface ScrapeJob {
  readonly config: ScrapeConfig;
  readonly client: HttpClient;
  readonly labels: SampleLabels;
  /** Why none of its targets may be scraped. */
  readonly problem: string | undefined;
}
