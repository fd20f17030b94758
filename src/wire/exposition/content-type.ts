import { QuartetError } from '../../model/errors.js';
import type { ScrapeProtocol } from './exposition-reader.js';

export type ExpositionFormat = 'text' | 'openmetrics' | 'protobuf';

const FORMATS: ReadonlyMap<string, ExpositionFormat> = new Map([
  ['text/plain', 'text'],
  ['application/openmetrics-text', 'openmetrics'],
  ['application/vnd.google.protobuf', 'protobuf'],
]);

const FORMAT_OF: Readonly<Record<ScrapeProtocol, ExpositionFormat>> = {
  PrometheusProto: 'protobuf',
  'OpenMetricsText1.0.0': 'openmetrics',
  'OpenMetricsText0.0.1': 'openmetrics',
  'PrometheusText1.0.0': 'text',
  'PrometheusText0.0.4': 'text',
};

/** A type, a slash and a subtype, of the characters that HTTP allows. */
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/;

/**
 * The format that an answer's Content-Type names; the fallback's where it names none that is known. Throws
 * `unsupported_media` where there is no fallback either.
 * https://prometheus.io/docs/instrumenting/content_negotiation/
 */
export function formatOf(contentType: string | undefined, fallback: ScrapeProtocol | undefined): ExpositionFormat {
  const [mediaType = ''] = (contentType ?? '').split(';', 1);
  const name = mediaType.trim().toLowerCase();
  const format = FORMATS.get(name) ?? (fallback && FORMAT_OF[fallback]);
  if (format !== undefined) return format;
  throw new QuartetError('unsupported_media', `${problemWith(contentType, name)}: ${WOULD_BE_RIGHT}`);
}

const WOULD_BE_RIGHT = 'have the target send one of the known types, or set fallback_scrape_protocol';

function problemWith(contentType: string | undefined, name: string): string {
  if (name === '') return 'the target sends a blank Content-Type and there is no fallback_scrape_protocol';
  const shown = JSON.stringify(contentType!.slice(0, 200));
  const problem = MEDIA_TYPE.test(name) ? 'is not supported' : 'cannot be parsed';
  return `the Content-Type ${shown} ${problem} and there is no fallback_scrape_protocol`;
}
