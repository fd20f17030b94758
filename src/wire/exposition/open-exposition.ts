import { type ExpositionFormat, formatOf } from './content-type.js';
import type { ExpositionOptions, ExpositionReader } from './exposition-reader.js';
import { OpenMetricsText } from './open-metrics-text.js';
import { PrometheusText } from './prometheus-text.js';
import { ProtobufExposition } from './protobuf-exposition.js';

const READERS: Readonly<Record<ExpositionFormat, (body: Uint8Array, options: ExpositionOptions) => ExpositionReader>> =
  {
    text: (body) => new PrometheusText(body),
    openmetrics: (body) => new OpenMetricsText(body),
    protobuf: (body, options) => new ProtobufExposition(body, options),
  };

/**
 * Opens a scraped page. Throws `unsupported_media` where neither its Content-Type nor a fallback says what it is.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function openExposition(
  contentType: string | undefined,
  body: Uint8Array,
  options: ExpositionOptions,
): ExpositionReader {
  return READERS[formatOf(contentType, options.fallback)](body, options);
}
