import { randomBytes } from 'node:crypto';
import type { Tenant } from '../model/tenant.js';
import type { Engine } from './engine/engine.js';
import type { LabelMatcher, QueryLimits, SeriesDeletion, TimeRangeMs } from './interface.js';
import type { Topology } from './schema/ddl.js';

/** Tables whose rows are samples of metrics. */
const SAMPLE_TABLES = ['metric_samples', 'metric_histograms', 'metric_exemplars'] as const;
const ALL_TABLES = [...SAMPLE_TABLES, 'metric_series', 'metric_metadata'] as const;

/** Deletes and copies stored metrics. Calls may come at once; the engine runs changes of one table one after another. */
export class MetricAdmin implements SeriesDeletion {
  constructor(
    private readonly engine: Pick<Engine, 'command'>,
    private readonly topology: Topology,
    private readonly deletion: SeriesDeletion,
    private readonly now: () => number,
  ) {}

  /** Deletes the samples of a range, both ends inclusive, of the series that match. They are gone when it resolves. */
  deleteSeries(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<void> {
    return this.deletion.deleteSeries(tenant, matchers, range, limits);
  }

  /** Takes what was deleted off the disk. */
  async cleanTombstones(): Promise<void> {
    for (const table of SAMPLE_TABLES) {
      await this.engine.command(`ALTER TABLE ${this.local(table)} APPLY DELETED MASK SETTINGS mutations_sync = 1`);
    }
  }

  /** Hard-links all parts into `shadow/<name>` of the engine's directory; resolves with the name. */
  async snapshot(): Promise<string> {
    const time = new Date(this.now()).toISOString().replace(/[-:]|\.\d+/g, '');
    const name = `${time}_${randomBytes(8).toString('hex')}`;
    for (const table of ALL_TABLES)
      await this.engine.command(`ALTER TABLE ${this.local(table)} FREEZE WITH NAME '${name}'`);
    return name;
  }

  private local(table: string): string {
    const { database, cluster } = this.topology;
    return cluster === undefined ? `${database}.${table}` : `${database}.${table}_local ON CLUSTER '${cluster}'`;
  }
}
