import { z } from 'zod';
import type { ScrapeConfig } from '../../collect/scrape/scrape-config.js';
import { httpClientFields } from '../http-client.js';
import { relabelConfigs } from '../relabel.js';
import { durationMs, plainText, sizeBytes } from '../values.js';
import { discoveryFields } from './discovery.js';

const PROTOCOLS = [
  'PrometheusProto',
  'OpenMetricsText1.0.0',
  'OpenMetricsText0.0.1',
  'PrometheusText1.0.0',
  'PrometheusText0.0.4',
] as const satisfies ScrapeConfig['protocols'];

const protocol = z.enum(PROTOCOLS, `must be one of ${PROTOCOLS.join(', ')}`);

const interval = durationMs.refine((ms) => ms > 0, 'must be greater than 0');
/** 0 is no limit. */
const limit = z.number().int('must be a whole number').nonnegative('must not be negative; 0 is no limit');

/** What a job and `global` both have. */
const sharedFields = {
  scrape_interval: interval.optional(),
  scrape_timeout: interval.optional(),
  scrape_protocols: z
    .array(protocol)
    .min(1, 'must have at least one protocol')
    .refine((protocols) => new Set(protocols).size === protocols.length, 'must name each protocol once')
    .optional(),
  body_size_limit: sizeBytes.optional(),
  sample_limit: limit.optional(),
  label_limit: limit.optional(),
  label_name_length_limit: limit.optional(),
  label_value_length_limit: limit.optional(),
  target_limit: limit.optional(),
  keep_dropped_targets: limit.optional(),
  metric_name_validation_scheme: z.enum(['utf8', 'legacy'], 'must be utf8 or legacy').optional(),
  metric_name_escaping_scheme: z
    .enum(['allow-utf-8', 'underscores', 'dots', 'values'], 'must be one of allow-utf-8, underscores, dots, values')
    .optional(),
  always_scrape_classic_histograms: z.boolean().optional(),
  convert_classic_histograms_to_nhcb: z.boolean().optional(),
  scrape_native_histograms: z.boolean().optional(),
  extra_scrape_metrics: z.boolean().optional(),
  scrape_failure_log_file: plainText.optional(),
};

/**
 * What scrapes do unless their job says otherwise; the settings beside these are read elsewhere.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file
 */
export const globalSchema = z.looseObject(sharedFields);

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config */
export const jobSchema = z.strictObject({
  job_name: plainText.refine((name) => name !== '', 'must not be empty'),
  ...sharedFields,
  scrape_fallback_protocol: protocol.optional(),
  honor_labels: z.boolean().default(false),
  honor_timestamps: z.boolean().default(true),
  track_timestamps_staleness: z.boolean().default(false),
  enable_compression: z.boolean().default(true),
  metrics_path: plainText.default('/metrics'),
  scheme: z
    .string()
    .transform((scheme) => scheme.toLowerCase())
    .pipe(z.enum(['http', 'https'], 'must be http or https'))
    .default('http'),
  params: z.record(z.string(), z.array(plainText)).nullish(),
  native_histogram_bucket_limit: limit.default(0),
  native_histogram_min_bucket_factor: z.number().nonnegative('must not be negative').default(0),
  relabel_configs: relabelConfigs.nullish(),
  metric_relabel_configs: relabelConfigs.nullish(),
  ...httpClientFields,
  ...discoveryFields,
});

const sharedSchema = z.object(sharedFields);

export type SharedFields = z.output<typeof sharedSchema>;
export type GlobalFields = z.output<typeof globalSchema>;
export type JobFields = z.output<typeof jobSchema>;
