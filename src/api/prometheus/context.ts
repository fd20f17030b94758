import type { ScrapeView } from '../../collect/scrape/scraper.js';
import type { LimitsOf } from '../../model/metric-limits.js';
import type { PromqlEngine } from '../../promql/engine.js';
import type { Features } from '../../promql/features.js';
import type { RulesView } from '../../rules/rules-view.js';
import type { MetricAdmin } from '../../storage/metric-admin.js';
import type { ReadContext } from '../read-context.js';
import type { ExternalLabels } from './external-labels.js';

/** What the query API is built with, on every port that speaks it. */
export interface PrometheusContext extends ReadContext {
  /** The tenants whose data a request reads, joined by `|`; throws as `tenantOf` does. */
  readonly readTenantOf: ReadContext['tenantOf'];
  /** What a tenant may ask. */
  readonly limitsOf: LimitsOf;
  /** Added by federation and remote read. */
  readonly externalLabels: ExternalLabels;
  readonly engine: Pick<PromqlEngine, 'parse' | 'instant' | 'range'>;
  /** Of the language, as `--enable-feature` turned them on. */
  readonly features: Features;
  /** Other names that `--enable-feature` takes and that change what the API or the receivers do. */
  readonly experiments: {
    readonly searchApi: boolean;
    readonly nativeDelta: boolean;
    readonly deltaToCumulative: boolean;
  };
  /** Deletes and copies what is stored; undefined unless `--enable-admin-api` is set. */
  readonly admin: Pick<MetricAdmin, 'deleteSeries' | 'cleanTombstones' | 'snapshot'> | undefined;
  /** The groups of rules; absent where none are evaluated. */
  readonly rules?: RulesView;
  /** What is scraped; undefined where nothing is. */
  readonly scraping?: ScrapeView | undefined;
  /**
   * The configuration of scraping and rules as YAML, without secrets; whether it was good when it was read last, and when the
   * one in force was taken over, ms since 1970. Absent where there is none.
   */
  readonly loaded?: () => { readonly text: string; readonly isGood: boolean; readonly ms: number };
  /** URLs of Alertmanagers elsewhere that alerts are sent to; absent where there are none. */
  readonly alertmanagers?: () => { readonly active: readonly string[]; readonly dropped: readonly string[] };
  /** When the program started, ms since 1970. */
  readonly startedMs: number;
  /** The effective settings by their flags' names, secrets left out. */
  readonly flags: Readonly<Record<string, string>>;
}
