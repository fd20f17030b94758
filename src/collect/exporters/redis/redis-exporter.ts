import type { Logger } from '../../../telemetry/logger.js';
import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import type { Exporter } from '../metric-family.js';
import type { CheckedKeys } from './key-families.js';
import { collectRedisTarget, type RedisScrape } from './redis-scrape.js';
import { parseAddress, type RedisTarget, shownAddress } from './redis-target.js';

export interface RedisExporterOptions {
  readonly targets: readonly RedisTarget[];
  /** For targets of `/scrape` that are none of these. */
  readonly otherTargets?: Omit<RedisTarget, 'address'>;
  readonly checkedKeys?: readonly CheckedKeys[];
  readonly connectTimeoutMs?: number;
  /** Of one server. */
  readonly collectTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
const COLLECT_TIMEOUT_MS = 15_000;

/**
 * Redis servers under the names of redis_exporter; each series has the label `addr` where there are several.
 * https://github.com/oliver006/redis_exporter
 */
export class RedisExporter implements Exporter {
  private scrapes = 0;
  private failedRequests = 0;

  constructor(
    private readonly options: RedisExporterOptions,
    private readonly logger: Logger,
  ) {}

  async collect(signal: AbortSignal): Promise<MetricFamily[]> {
    this.scrapes++;
    const { targets } = this.options;
    const scrapes = await Promise.all(
      targets.map((target) => this.scrape(target, targets.length > 1 ? { addr: addressOf(target) } : {}, signal)),
    );
    const all = new FamilySet();
    for (const { families } of scrapes) all.addAll(families);
    all.counter('redis_exporter_scrapes_total', 'Scrapes so far', this.scrapes);
    all.counter('redis_target_scrape_request_errors_total', 'Requests for a target that failed', this.failedRequests);
    return all.families;
  }

  /**
   * `/scrape?target=`: one server by its address. One of the configured servers has its own credentials, another those
   * of `otherTargets`. Rejects for what is no address.
   */
  async collectTarget(address: string, signal: AbortSignal): Promise<readonly MetricFamily[]> {
    const { targets, otherTargets } = this.options;
    try {
      const wanted = shownAddress(parseAddress(address));
      const known = targets.find((target) => addressOf(target) === wanted);
      return (await this.scrape({ ...(known ?? otherTargets), address }, {}, signal)).families;
    } catch (error) {
      this.failedRequests++;
      throw error;
    }
  }

  async close(): Promise<void> {}

  private async scrape(
    target: RedisTarget,
    labels: Readonly<Record<string, string>>,
    caller: AbortSignal,
  ): Promise<RedisScrape> {
    const { checkedKeys = [], connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.options;
    const deadline = AbortSignal.timeout(this.options.collectTimeoutMs ?? COLLECT_TIMEOUT_MS);
    const signal = AbortSignal.any([caller, deadline]);
    const scrape = await collectRedisTarget(target, { connectTimeoutMs, checkedKeys, labels }, signal);
    if (scrape.error !== undefined)
      this.logger.warn({ target: addressOf(target), error: scrape.error }, 'a Redis could not be asked for everything');
    return scrape;
  }
}

function addressOf({ address }: RedisTarget): string {
  try {
    return shownAddress(parseAddress(address));
  } catch {
    return '<invalid>';
  }
}
