import { METRIC_NAME } from '../../model/labels.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { PageRows } from './page-rows.js';
import { joinLabels } from './sample-labels.js';
import type { ScrapeConfig } from './scrape-config.js';
import type { ScrapeTarget } from './scrape-target.js';

/** What is told of a scrape; durations in seconds. */
export interface ScrapeReport {
  readonly isUp: boolean;
  readonly seconds: number;
  readonly scraped: number;
  readonly kept: number;
  readonly added: number;
  /** -1 where the body was too large, 0 where there was none. */
  readonly bodyBytes: number;
}

type Report = readonly [
  name: string,
  read: (report: ScrapeReport, config: ScrapeConfig, target: ScrapeTarget) => number,
];

/** https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series */
const REPORTS: readonly Report[] = [
  ['up', ({ isUp }) => (isUp ? 1 : 0)],
  ['scrape_duration_seconds', ({ seconds }) => seconds],
  ['scrape_samples_scraped', ({ scraped }) => scraped],
  ['scrape_samples_post_metric_relabeling', ({ kept }) => kept],
  ['scrape_series_added', ({ added }) => added],
];

const EXTRA_REPORTS: readonly Report[] = [
  ['scrape_timeout_seconds', (_, __, { timeoutMs }) => timeoutMs / 1000],
  ['scrape_sample_limit', (_, { limits }) => (Number.isFinite(limits.samples) ? limits.samples : 0)],
  ['scrape_body_size_bytes', ({ bodyBytes }) => bodyBytes],
];

/** The series that every target has, whatever its pages say. */
export class ReportSeries {
  private readonly refs = new Map<string, SeriesRef>();

  constructor(
    private readonly tenant: Tenant,
    private readonly index: SeriesIndex,
    private readonly target: ScrapeTarget,
  ) {}

  append(rows: PageRows, ms: number, report: ScrapeReport, config: ScrapeConfig): void {
    const reports = config.extraMetrics ? [...REPORTS, ...EXTRA_REPORTS] : REPORTS;
    for (const [name, read] of reports) rows.report(this.ref(name), ms, read(report, config, this.target));
  }

  /** Those that were written. */
  written(): SeriesRef[] {
    return [...this.refs.values()];
  }

  private ref(name: string): SeriesRef {
    let ref = this.refs.get(name);
    if (ref === undefined) {
      ref = this.index.intern(this.tenant, joinLabels([METRIC_NAME, name], this.target.labels));
      this.refs.set(name, ref);
    }
    return ref;
  }
}
