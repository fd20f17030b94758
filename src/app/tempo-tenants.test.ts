import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '../config/defaults.js';
import type { TempoTenantValues } from '../config/originals/runtime-config.js';
import { shownTempoOverrides } from './shown-tempo-overrides.js';
import { TempoTenants, tempoTenantValues } from './tempo-tenants.js';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-tempo-'));
  file = join(directory, 'overrides.yaml');
});
afterEach(() => rmSync(directory, { recursive: true }));

const config = defaultConfig();

async function opened(yaml: string, ofUser: (tenant: string) => TempoTenantValues | undefined = () => undefined) {
  writeFileSync(file, yaml);
  const warnings: string[] = [];
  const values = await tempoTenantValues(
    { tempoOverrides: { ...config.tempoOverrides, files: [file] } },
    { info: () => undefined, warn: (message) => warnings.push(message) },
  );
  return { values, warnings, tenants: new TempoTenants(config, values.of, ofUser) };
}

const NEW_FORM = `
overrides:
  a:
    ingestion: { rate_limit_bytes: 100, burst_size_bytes: 200, max_traces_per_user: 3, max_attribute_bytes: 400 }
    global: { max_bytes_per_trace: 5000 }
    read: { max_search_duration: 1h }
    metrics_generator:
      collection_interval: 30s
      processors: [span-metrics-count]
      processor: { span_metrics: { dimensions: [http.route], intrinsic_dimensions: { span_kind: false } } }
  '*':
    read: { max_bytes_per_tag_values_query: 5 }
`;
const OLDER_FORM = `
overrides:
  a:
    ingestion_rate_limit_bytes: 100
    ingestion_burst_size_bytes: 200
    max_traces_per_user: 3
    ingestion_max_attribute_bytes: 400
    max_bytes_per_trace: 5000
    metrics_generator_collection_interval: 30s
    max_search_duration: 1h
    metrics_generator_processors: [span-metrics-count]
    metrics_generator_processor_span_metrics_dimensions: [http.route]
    metrics_generator_processor_span_metrics_intrinsic_dimensions: { span_kind: false }
  '*':
    max_bytes_per_tag_values_query: 5
`;

describe('what holds for a tenant', () => {
  it.each([
    ['in the form of today', NEW_FORM],
    ['in the older form', OLDER_FORM],
  ])('is read from a file %s', async (_, yaml) => {
    const { tenants, values } = await opened(yaml);
    expect(values.isGood).toBe(true);
    expect(tenants.limitsOf('a')).toEqual({
      ...config.tempo,
      ingestionRate: 100,
      ingestionBurstSize: 200,
      maxTracesPerUser: 3,
      maxAttributeBytes: 400,
      maxBytesPerTrace: 5_000,
      maxSearchDuration: 3_600_000,
    });
    const { spanMetrics, serviceGraph, generatedMetrics } = tenants.traceMetricsOf('a');
    expect(generatedMetrics.interval).toBe(30_000);
    expect(serviceGraph.enabled).toBe(false);
    expect(spanMetrics).toEqual({
      ...config.traces.spanMetrics,
      parts: ['count'],
      dimensions: ['http.route'],
      intrinsicDimensions: { ...config.traces.spanMetrics.intrinsicDimensions, spanKind: false },
    });
    expect(tenants.limitsOf('b')).toEqual({ ...config.tempo, maxBytesPerTagValuesQuery: 5 });
  });

  it('is shown as Tempo has it', async () => {
    const { tenants, values } = await opened(NEW_FORM);
    expect(values.tenants()).toEqual(['a', '*']);
    expect(shownTempoOverrides(tenants.of('a'))).toMatchObject({
      ingestion: { rate_limit_bytes: 100, burst_size_bytes: 200, max_traces_per_user: 3, max_attribute_bytes: 400 },
      global: { max_bytes_per_trace: 5_000 },
      read: { max_search_duration: '1h' },
      metrics_generator: {
        processors: ['span-metrics-count'],
        processor: { span_metrics: { dimensions: ['http.route'] } },
      },
    });
    expect(shownTempoOverrides(tenants.of('b'))).toMatchObject({ ingestion: { rate_limit_bytes: 0 } });
  });

  it('is one object until it changes, and that of all where nothing is said', async () => {
    const { tenants, values } = await opened('overrides: { a: { ingestion: { rate_limit_bytes: 1 } } }');
    expect(tenants.traceMetricsOf('b')).toBe(config.traces);
    const before = tenants.traceMetricsOf('a');
    expect(tenants.traceMetricsOf('a')).toBe(before);
    writeFileSync(file, 'overrides: { a: { ingestion: { rate_limit_bytes: 2 } } }');
    await values.check();
    expect(tenants.limitsOf('a').ingestionRate).toBe(2);
    expect(tenants.traceMetricsOf('a')).not.toBe(before);
  });

  it('is one object for all whom the files do not name, however many ask', async () => {
    const { tenants } = await opened(NEW_FORM);
    expect(tenants.of('stranger')).toBe(tenants.of('another'));
    expect(tenants.limitsOf('stranger').maxBytesPerTagValuesQuery).toBe(5);
  });

  it('is first what the tenant has set; processors are those that either names', async () => {
    const set = {
      'traces.spanMetrics.dimensions': ['user.id'],
      'traces.spanMetrics.enabled': true,
      'traces.spanMetrics.parts': ['latency'],
      'traces.serviceGraph.enabled': false,
    };
    const { tenants } = await opened(NEW_FORM, (tenant) => (tenant === 'b' ? undefined : set));
    expect(tenants.traceMetricsOf('a').spanMetrics).toMatchObject({
      dimensions: ['user.id'],
      parts: ['count', 'latency'],
      intrinsicDimensions: { spanKind: false },
    });
    expect(tenants.traceMetricsOf('c').spanMetrics.parts).toEqual(['latency']);
  });

  it('stays where a file has a mistake', async () => {
    const { tenants, values, warnings } = await opened('overrides: { a: { ingestion: { rate_limit_bytes: 1 } } }');
    writeFileSync(file, 'overrides: { a: { ingestion: { rate_limit_byte: 2 } } }');
    await values.check();
    expect(tenants.limitsOf('a').ingestionRate).toBe(1);
    expect(warnings).toEqual([expect.stringContaining('did you mean overrides.a.ingestion.rate_limit_bytes?')]);
  });
});
