/**
 * What the Alertmanager of one tenant may hold and send, under the names of Mimir's limits; `Infinity` where there is no
 * limit. https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits
 */
export interface AlertmanagerLimits {
  /** Notifications a second to integrations of one kind. Negative: none at all. */
  readonly alertmanagerNotificationRateLimit: number;
  /** Of single kinds, in its place: `webhook=10` each. */
  readonly alertmanagerNotificationRateLimitPerIntegration: readonly string[];
  /** Those that ended and are still kept among them. */
  readonly alertmanagerMaxSilencesCount: number;
  /** Bytes of one silence. */
  readonly alertmanagerMaxSilenceSizeBytes: number;
  readonly alertmanagerMaxDispatcherAggregationGroups: number;
  readonly alertmanagerMaxAlertsCount: number;
  /** Bytes of labels, annotations and generator URLs of all alerts. */
  readonly alertmanagerMaxAlertsSizeBytes: number;
  /** Bytes of a configuration that is set over the API, with its templates. */
  readonly alertmanagerMaxConfigSizeBytes: number;
  readonly alertmanagerMaxTemplatesCount: number;
  /** Bytes of one template. */
  readonly alertmanagerMaxTemplateSizeBytes: number;
}

/** Mimir limits nothing of it by itself; these keep a flood from taking the memory. */
export const DEFAULT_ALERTMANAGER_LIMITS: AlertmanagerLimits = {
  alertmanagerNotificationRateLimit: Number.POSITIVE_INFINITY,
  alertmanagerNotificationRateLimitPerIntegration: [],
  alertmanagerMaxSilencesCount: 10_000,
  alertmanagerMaxSilenceSizeBytes: 64 << 10,
  alertmanagerMaxDispatcherAggregationGroups: Number.POSITIVE_INFINITY,
  alertmanagerMaxAlertsCount: 100_000,
  alertmanagerMaxAlertsSizeBytes: Number.POSITIVE_INFINITY,
  alertmanagerMaxConfigSizeBytes: Number.POSITIVE_INFINITY,
  alertmanagerMaxTemplatesCount: Number.POSITIVE_INFINITY,
  alertmanagerMaxTemplateSizeBytes: Number.POSITIVE_INFINITY,
};
