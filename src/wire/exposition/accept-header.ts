import type { ScrapeProtocol } from './exposition-reader.js';

/** How a target is to write names that are not of the old character set. https://prometheus.io/docs/instrumenting/escaping_schemes/ */
export type EscapingScheme = 'allow-utf-8' | 'underscores' | 'dots' | 'values';

interface AcceptedType {
  readonly type: string;
  /** Whether this version knows of escaping. */
  readonly takesEscaping: boolean;
}

const TYPES: Readonly<Record<ScrapeProtocol, AcceptedType>> = {
  PrometheusProto: {
    type: 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited',
    takesEscaping: false,
  },
  'OpenMetricsText1.0.0': { type: 'application/openmetrics-text;version=1.0.0', takesEscaping: true },
  'OpenMetricsText0.0.1': { type: 'application/openmetrics-text;version=0.0.1', takesEscaping: false },
  'PrometheusText1.0.0': { type: 'text/plain;version=1.0.0', takesEscaping: true },
  'PrometheusText0.0.4': { type: 'text/plain;version=0.0.4', takesEscaping: false },
};

/**
 * The Accept header of a scrape: the protocols in the order of preference, then anything.
 * https://prometheus.io/docs/instrumenting/content_negotiation/#accept-header-construction
 */
export function acceptHeader(protocols: readonly ScrapeProtocol[], escaping: EscapingScheme): string {
  let tenths = Object.keys(TYPES).length + 1;
  const accepted = protocols.map((protocol) => {
    const { type, takesEscaping } = TYPES[protocol];
    return `${type}${takesEscaping ? `;escaping=${escaping}` : ''};q=0.${tenths--}`;
  });
  return [...accepted, `*/*;q=0.${tenths}`].join(',');
}
