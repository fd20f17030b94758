import { quoted } from '../app/links';

/**
 * Matches the metrics that a service itself has: scraped ones by `job`, pushed ones also by `namespace/name`
 * (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/).
 */
export const jobMatcher = (service: string): string =>
  `job=~${quoted(`(.*/)?${service.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`)}`;
