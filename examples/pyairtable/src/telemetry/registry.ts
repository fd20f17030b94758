import { Counter, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client';

/** The figures of this process: one service, one registry. In OpenMetrics form, because that form carries exemplars. */
export const registry = new Registry<OpenMetricsContentType>();
registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);

export function counter<Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> {
  return new Counter({ name, help, labelNames, registers: [registry] });
}

export function gauge<Label extends string>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
  return new Gauge({ name, help, labelNames, registers: [registry] });
}

/**
 * A count under a name that does not end in `_total`, which the platform's dashboards already use.
 * OpenMetrics and OTLP both append `_total` to a counter, so it is a gauge that only ever rises; `rate()` works on it.
 */
export function runningCount<Label extends string>(name: string, help: string, labelNames: Label[]): Gauge<Label> {
  return gauge(name, help, labelNames);
}

export function histogram<Label extends string>(
  name: string,
  help: string,
  labelNames: Label[],
  buckets: number[],
): Histogram<Label> {
  return new Histogram({ name, help, labelNames, buckets, registers: [registry], enableExemplars: true });
}
