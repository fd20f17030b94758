import type { AlertmanagerLimits } from '../../model/alertmanager-limits.js';
import { countOf } from '../../model/counts-by-name.js';
import type { Clock } from '../../telemetry/clock.js';
import { TokenBucket } from './token-bucket.js';

/**
 * How many notifications a tenant may send a second, counted for each kind of integration.
 * https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits (alertmanager_notification_rate_limit)
 */
export class NotificationRate {
  private readonly buckets = new Map<string, { readonly rate: number; readonly bucket: TokenBucket }>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: () => AlertmanagerLimits,
  ) {}

  /** Whether an integration of this kind (`email`, `webhook`) may be asked now; it counts then. */
  allows(integration: string): boolean {
    const { alertmanagerNotificationRateLimit, alertmanagerNotificationRateLimitPerIntegration } = this.limits();
    const rate =
      countOf(alertmanagerNotificationRateLimitPerIntegration, integration) ?? alertmanagerNotificationRateLimit;
    if (rate < 0) return false;
    if (rate === Number.POSITIVE_INFINITY) return true;
    let known = this.buckets.get(integration);
    if (known?.rate !== rate) {
      known = { rate, bucket: new TokenBucket(this.clock, rate) };
      this.buckets.set(integration, known);
    }
    return known.bucket.take();
  }
}
