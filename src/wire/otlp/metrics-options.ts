/**
 * How names become Prometheus names: with `Suffixes` units and types are appended (`_seconds`, `_total`), with `Escaping`
 * everything but letters, digits, `_` and `:` becomes `_`.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/ (`otlp.translation_strategy`)
 */
export const TRANSLATION_STRATEGIES = {
  UnderscoreEscapingWithSuffixes: { escapes: true, suffixes: true },
  UnderscoreEscapingWithoutSuffixes: { escapes: true, suffixes: false },
  NoUTF8EscapingWithSuffixes: { escapes: false, suffixes: true },
  NoTranslation: { escapes: false, suffixes: false },
} as const;

export type TranslationStrategy = keyof typeof TRANSLATION_STRATEGIES;

/** The settings of the block `otlp` in prometheus.yml, with Prometheus 3's defaults. */
export interface MetricsOptions {
  readonly translationStrategy: TranslationStrategy;
  /** Resource attributes that become labels of every series. */
  readonly promoteResourceAttributes: readonly string[];
  /** Takes all resource attributes but `ignoreResourceAttributes` instead. */
  readonly promoteAllResourceAttributes: boolean;
  readonly ignoreResourceAttributes: readonly string[];
  /** Keeps service.name, service.namespace and service.instance.id on `target_info`. */
  readonly keepIdentifyingResourceAttributes: boolean;
  /** Stores explicit histograms as native ones with custom buckets. */
  readonly convertHistogramsToNhcb: boolean;
  /** Labels every series with `otel_scope_…`. */
  readonly promoteScopeMetadata: boolean;
  /** Puts `key` before escaped label names that begin with one underscore. */
  readonly labelNameUnderscoreSanitization: boolean;
  /** Keeps several underscores in a row in escaped label names. */
  readonly labelNamePreserveMultipleUnderscores: boolean;
  /** Stores delta temporality as it comes (`--enable-feature=otlp-native-delta-ingestion`). */
  readonly allowDelta: boolean;
  /** Adds delta temporality up to cumulative (`--enable-feature=otlp-deltatocumulative`). */
  readonly deltaToCumulative: boolean;
  /** How long readers look back, ms: `target_info` is written at least twice in it. */
  readonly lookbackDeltaMs: number;
}

export const DEFAULT_METRICS_OPTIONS: MetricsOptions = {
  translationStrategy: 'UnderscoreEscapingWithSuffixes',
  promoteResourceAttributes: [],
  promoteAllResourceAttributes: false,
  ignoreResourceAttributes: [],
  keepIdentifyingResourceAttributes: false,
  convertHistogramsToNhcb: false,
  promoteScopeMetadata: false,
  labelNameUnderscoreSanitization: true,
  labelNamePreserveMultipleUnderscores: true,
  allowDelta: false,
  deltaToCumulative: false,
  lookbackDeltaMs: 300_000,
};
