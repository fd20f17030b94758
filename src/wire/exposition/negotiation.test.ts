import { expect, it } from 'vitest';
import { acceptHeader, type EscapingScheme } from './accept-header.js';
import { formatOf } from './content-type.js';
import type { ScrapeProtocol } from './exposition-reader.js';

const DEFAULT: ScrapeProtocol[] = [
  'OpenMetricsText1.0.0',
  'OpenMetricsText0.0.1',
  'PrometheusText1.0.0',
  'PrometheusText0.0.4',
];

it.each<[ScrapeProtocol[], EscapingScheme, string]>([
  [
    DEFAULT,
    'allow-utf-8',
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
  ],
  [
    ['PrometheusProto', ...DEFAULT],
    'underscores',
    'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=underscores;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1',
  ],
  [['PrometheusText0.0.4'], 'allow-utf-8', 'text/plain;version=0.0.4;q=0.6,*/*;q=0.5'],
])('accepts %j with %s', (protocols, escaping, header) => {
  expect(acceptHeader(protocols, escaping)).toBe(header);
});

it.each<[string | undefined, ScrapeProtocol | undefined, string]>([
  ['text/plain', undefined, 'text'],
  ['text/plain; version=0.0.4; charset=utf-8', 'PrometheusProto', 'text'],
  ['Application/OpenMetrics-Text;version=1.0.0', undefined, 'openmetrics'],
  ['application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily', undefined, 'protobuf'],
  [undefined, 'PrometheusText0.0.4', 'text'],
  ['', 'OpenMetricsText0.0.1', 'openmetrics'],
  ['text/html', 'PrometheusProto', 'protobuf'],
  ['nonsense', 'PrometheusText1.0.0', 'text'],
])('the Content-Type %j with the fallback %s is %s', (contentType, fallback, format) => {
  expect(formatOf(contentType, fallback)).toBe(format);
});

it.each([
  [undefined, 'the target sends a blank Content-Type'],
  ['text/html; charset=utf-8', 'the Content-Type "text/html; charset=utf-8" is not supported'],
  ['nonsense', 'the Content-Type "nonsense" cannot be parsed'],
])('the Content-Type %j without a fallback is refused', (contentType, what) => {
  expect(() => formatOf(contentType, undefined)).toThrow(
    expect.objectContaining({
      code: 'unsupported_media',
      message: expect.stringMatching(new RegExp(`^${what}.*fallback_scrape_protocol`)),
    }),
  );
});
