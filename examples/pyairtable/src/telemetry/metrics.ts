import { metrics } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import type { Resource } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { collectDefaultMetrics } from 'prom-client';
import type { Settings } from '../settings.js';
import { PrometheusBridge } from './prometheus-bridge.js';
import { registry } from './registry.js';

/** Starts the periodic OTLP export of the HTTP instrumentations' metrics and, unless scraped, of the registry. */
export function startMetrics(settings: Settings, resource: Resource): MeterProvider {
  // The event loop monitor wakes the process at this interval; prom-client's default of 10 ms costs nine idle processes.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url: `${settings.otlpEndpoint}/v1/metrics`, timeoutMillis: 3_000 }),
    exportIntervalMillis: settings.metricIntervalMs,
    exportTimeoutMillis: Math.min(3_000, settings.metricIntervalMs),
    metricProducers: settings.figuresOverOtlp ? [new PrometheusBridge(registry, resource)] : [],
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  metrics.setGlobalMeterProvider(provider);
  return provider;
}
