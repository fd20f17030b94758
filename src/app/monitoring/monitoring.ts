import { ExternalAlertmanagers } from '../../alerting/external/external-alertmanagers.js';
import { namesAndValues } from '../../api/prometheus/external-labels.js';
import { createDiscoverer } from '../../collect/discovery/create-discoverer.js';
import type { DiscoveryConfig, DiscoveryKind } from '../../collect/discovery/discovery-config.js';
import type { ScrapeConfig } from '../../collect/scrape/scrape-config.js';
import { Scraper } from '../../collect/scrape/scraper.js';
import type { Config } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import { createHttpClient } from '../../lib/http-client/create-http-client.js';
import { placeAmong } from '../../lib/place-among.js';
import { labelsFrom } from '../../model/labels.js';
import type { LokiLimitsOf } from '../../model/loki-limits.js';
import type { LimitsOf } from '../../model/metric-limits.js';
import { DEFAULT_TENANT } from '../../model/tenant.js';
import type { MetricIntake } from '../../pipeline/metric-intake/metric-intake.js';
import type { Features } from '../../promql/features.js';
import { evaluationLimits, limitedGroups } from '../../rules/limited-groups.js';
import type { RuleGroup } from '../../rules/rule-group.js';
import { LOGQL_RULES, promqlRules } from '../../rules/rule-language.js';
import { describeRules } from '../../rules/rule-metrics.js';
import type { RuleQueries } from '../../rules/rule-query.js';
import { Rules } from '../../rules/rules.js';
import { type RulesView, viewOf } from '../../rules/rules-view.js';
import { parseShard } from '../../rules/shard.js';
import { StoredRuleGroups } from '../../rules/stored/stored-rule-groups.js';
import type { Documents, MetricReader, Writer } from '../../storage/interface.js';
import type { Clock } from '../../telemetry/clock.js';
import type { Logger } from '../../telemetry/logger.js';
import type { Metrics } from '../../telemetry/metrics.js';
import { Alertmanagers } from './alertmanagers.js';
import { DiscoveredAlertmanagers } from './discovered-alertmanagers.js';
import { type MonitoringFiles, readMonitoringFiles, ruleGroupReader, unknownSettings } from './monitoring-files.js';
import { withOwnJobs } from './own-jobs.js';
import { StoredAlertmanagerConfigs } from './stored-alertmanager-configs.js';
import { WatchedFiles } from './watched-files.js';

export interface MonitoringOptions {
  readonly config: Config;
  /** Read when the program started. */
  readonly files: MonitoringFiles;
  readonly features: Features;
  readonly queries: RuleQueries;
  readonly reader: MetricReader;
  readonly writer: Writer;
  readonly documents: Documents;
  readonly metricIntake: MetricIntake;
  /** Those of now. */
  readonly limits: { readonly metrics: LimitsOf; readonly logs: LokiLimitsOf };
  /** Jobs of the program's own exporters. */
  readonly ownJobs: readonly ScrapeConfig[];
  readonly externalUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What was scraped may be seen so much later; many targets are written together in that time. */
const HELD_WRITES_MS = 100;

/** Scrapes targets, evaluates rules and notifies people, as files say it that may change while it runs. */
export class Monitoring {
  readonly scraper: Scraper;
  readonly rules: RulesView;
  readonly alertmanagers: Alertmanagers;
  /** The place of this program among those that notify. */
  readonly members: { readonly position: number; readonly peers: number };
  readonly storedRules: StoredRuleGroups;
  readonly alertmanagerConfigs: StoredAlertmanagerConfigs;
  readonly external: ExternalAlertmanagers;
  private readonly discovered: DiscoveredAlertmanagers;
  private readonly allRules: Rules;
  private readonly watched: WatchedFiles;
  private current: MonitoringFiles;
  private timer: NodeJS.Timeout | undefined;
  private reloading: Promise<void> | undefined;
  private last = { isGood: true, ms: 0 };
  /** The limits that rules are evaluated with. */
  private appliedLimits = '';

  constructor(private readonly options: MonitoringOptions) {
    const { config, files, features, queries, reader, writer, documents, metricIntake, externalUrl } = options;
    const { clock, logger, metrics, limits } = options;
    const shard = config.rules.shard === undefined ? undefined : parseShard(config.rules.shard);
    this.members = peerOf(config.alerting.peer);
    this.alertmanagers = new Alertmanagers(files.alertmanager, {
      documents,
      clock,
      externalUrl,
      peer: this.members,
      peerTimeoutMs: config.alerting.peerTimeout,
      retentionMs: config.alerting.retention,
      limitsOf: limits.metrics,
      logger,
    });
    this.alertmanagerConfigs = new StoredAlertmanagerConfigs({
      documents,
      limitsOf: limits.metrics,
      clock,
      logger,
      apply: (tenant, file) => this.alertmanagers.applyOwn(tenant, file),
    });
    this.allRules = new Rules({
      queries,
      languages: { promql: promqlRules(features), logql: LOGQL_RULES },
      writer,
      reader,
      alerts: {
        send: async (tenant, alerts) => {
          await Promise.all([this.alertmanagers, this.external].map((sink) => sink.send(tenant, alerts)));
        },
      },
      externalUrl,
      times: {
        outageToleranceMs: config.rules.forOutageTolerance,
        gracePeriodMs: config.rules.forGracePeriod,
        resendDelayMs: config.rules.resendDelay,
      },
      logger,
      clock,
      ...(shard !== undefined && { shard }),
    });
    this.rules = viewOf(this.allRules);
    const failures = metrics.counter('prometheus_sd_refresh_failures_total', 'Attempts to find targets that failed.', [
      'mechanism',
    ]);
    this.external = new ExternalAlertmanagers({ tenant: DEFAULT_TENANT, externalUrl, clock, logger });
    const environment = {
      httpClient: createHttpClient,
      clock,
      logger,
      failed: (kind: DiscoveryKind) => failures.inc({ mechanism: kind }),
    };
    const discover = (one: DiscoveryConfig) => createDiscoverer(one, environment);
    this.discovered = new DiscoveredAlertmanagers(this.external, discover);
    this.storedRules = new StoredRuleGroups({
      documents,
      read: ruleGroupReader(config, features),
      limitsOf: ({ tenant, language }) => (language === 'promql' ? limits.metrics(tenant) : limits.logs(tenant)),
      clock,
      logger,
      onChange: () => this.rulesChanged(),
    });
    this.scraper = new Scraper({
      tenant: DEFAULT_TENANT,
      writer,
      metricIntake,
      clock,
      logger,
      discover: ({ discovery }) => discovery.map(discover),
      holdWritesMs: HELD_WRITES_MS,
      createdZeros: config.enableFeature.includes('created-timestamp-zero-ingestion'),
    });
    this.current = files;
    this.watched = new WatchedFiles(() => this.current.paths);
    this.describe(metrics);
  }

  /** Of the blackbox exporter, as they are now. */
  readonly blackboxModules = () => this.current.blackboxModules;

  /** The `prometheus.yml` in force, without secrets, and how reading it went last. */
  readonly loaded = () => ({ text: this.current.prometheusText, ...this.last });

  /** Begins; alerts, silences and the log of notifications are as the last run left them. */
  async start(): Promise<void> {
    const { config, clock } = this.options;
    this.watched.haveChanged();
    this.last = { isGood: true, ms: clock.now() };
    await this.alertmanagerConfigs.start();
    (await this.alertmanagers.of(DEFAULT_TENANT)).describeTo(this.options.metrics);
    this.alertmanagers.open(this.alertmanagerConfigs.tenants());
    await this.storedRules.start();
    await this.takeOver(this.current);
    await this.allRules.start();
    if (config.reloadInterval > 0) this.timer = setInterval(() => this.look(), config.reloadInterval);
  }

  /** Ends scrapes and evaluations; what is known is stored. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.reloading?.catch(() => undefined);
    await this.scraper.stop();
    await this.storedRules.stop();
    await this.allRules.stop();
    await this.discovered.stop();
    await this.alertmanagerConfigs.stop();
    await this.alertmanagers.stop();
  }

  /**
   * Reads the files again and goes on with what they say. Rejects with `ConfigError` for the first mistake in any of them;
   * all that was read before stays in force then.
   */
  reload(): Promise<void> {
    this.reloading ??= this.reloadNow().finally(() => {
      this.reloading = undefined;
    });
    return this.reloading;
  }

  private look(): void {
    if (this.reloading !== undefined) return;
    if (this.watched.haveChanged()) this.reload().catch(() => undefined);
    else if (evaluationLimits(this.groups(), this.options.limits.metrics) !== this.appliedLimits) this.rulesChanged();
  }

  private async reloadNow(): Promise<void> {
    const { config, features, logger, clock } = this.options;
    try {
      const files = readMonitoringFiles(config, features);
      const unknown = unknownSettings(config);
      if (config.strictConfig && unknown.length > 0) throw new ConfigError(unknown.join('; '));
      for (const problem of unknown) logger.warn(problem);
      await this.alertmanagers.apply(files.alertmanager);
      this.current = files;
      await this.takeOver(files);
      this.last = { isGood: true, ms: clock.now() };
      logger.info(
        `configuration read again: ${files.scrapeConfigs.length} jobs, ${files.ruleGroups.length} rule groups`,
      );
    } catch (error) {
      this.last = { ...this.last, isGood: false };
      logger.error(`the configuration stays as it was: ${(error as Error).message}`);
      throw error;
    } finally {
      this.watched.haveChanged();
    }
  }

  private async takeOver({ scrapeConfigs, alerting }: MonitoringFiles): Promise<void> {
    await this.scraper.apply(withOwnJobs(scrapeConfigs, this.options.ownJobs));
    await this.discovered.apply(alerting);
    await this.applyRules();
  }

  private applyRules(): Promise<void> {
    const external = labelsFrom([...namesAndValues(this.options.config.prometheus.externalLabels)]);
    const groups = this.groups();
    const { metrics } = this.options.limits;
    this.appliedLimits = evaluationLimits(groups, metrics);
    return this.allRules.apply(limitedGroups(groups, metrics), external);
  }

  private rulesChanged(): void {
    this.applyRules().catch((error: Error) => this.options.logger.error(error.message));
  }

  /** Those of files and those that were set over an API. */
  private groups(): readonly RuleGroup[] {
    return [...this.current.ruleGroups, ...this.storedRules.groups()];
  }

  private describe(metrics: Metrics): void {
    this.scraper.describeTo(metrics);
    this.external.describeTo(metrics);
    describeRules(this.allRules, metrics);
    for (const prefix of ['prometheus', 'alertmanager']) {
      metrics.gauge(
        `${prefix}_config_last_reload_successful`,
        'Whether the files were good when they were read last.',
        () => (this.last.isGood ? 1 : 0),
      );
      metrics.gauge(
        `${prefix}_config_last_reload_success_timestamp_seconds`,
        'When the files were taken over last.',
        () => this.last.ms / 1000,
      );
    }
  }
}

/** `i/n`: the place among those that notify, from 0. */
function peerOf(text: string | undefined): { position: number; peers: number } {
  const { place: position, count: peers } = placeAmong(text ?? '0/1', { first: 0, most: 100 })!;
  return { position, peers };
}
