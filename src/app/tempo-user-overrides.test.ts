import Fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { MemoryDocuments } from '../../test/support/memory-documents.js';
import { tempoTestContext } from '../../test/support/tempo-context.js';
import { tempoApi } from '../api/tempo/plugin.js';
import { defaultConfig } from '../config/defaults.js';
import { TempoTenants } from './tempo-tenants.js';
import { TempoUserOverrides } from './tempo-user-overrides.js';

const config = defaultConfig();
const running: TempoUserOverrides[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function program(documents = new MemoryDocuments()) {
  const overrides: TempoUserOverrides = new TempoUserOverrides({
    documents,
    traceMetricsOf: (tenant) => tenants.traceMetricsOf(tenant),
    now: () => 1_795_000_000_000,
    logger: { warn: () => undefined },
  });
  const tenants = new TempoTenants(config, () => ({}), overrides.valuesOf);
  await overrides.start();
  running.push(overrides);
  const app = Fastify();
  app.register(tempoApi, {
    context: {
      ...tempoTestContext({}),
      userOverrides: overrides,
      tenantOf: (headers) => String(headers['x-scope-orgid'] ?? 'a'),
    },
  });
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', body?: unknown, version?: string, query = '') => {
    const answer = await app.inject({
      method,
      url: `/api/overrides${query}`,
      headers: {
        ...(version !== undefined && { 'if-match': version }),
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.statusCode, etag: answer.headers.etag as string | undefined, text: answer.body };
  };
  return { call, overrides, tenants, app };
}

const dimensions = (...names: string[]) => ({
  metrics_generator: { processor: { span_metrics: { dimensions: names } } },
});

describe('/api/overrides', () => {
  it('sets, tells, patches and takes away, and it acts', async () => {
    const { call, tenants } = await program();
    expect(await call('GET')).toMatchObject({ status: 404 });
    const { etag } = await call('POST', dimensions('http.route'), '0');
    expect(await call('GET')).toEqual({ status: 200, etag, text: JSON.stringify(dimensions('http.route')) });
    expect(tenants.traceMetricsOf('a').spanMetrics.dimensions).toEqual(['http.route']);
    expect(tenants.traceMetricsOf('b')).toBe(config.traces);
    const patched = await call('PATCH', { metrics_generator: { disable_collection: true } });
    expect(JSON.parse(patched.text).metrics_generator.disable_collection).toBe(true);
    expect(patched.etag).not.toBe(etag);
    expect(tenants.traceMetricsOf('a').generatedMetrics.disabled).toBe(true);
    expect(await call('DELETE', undefined, patched.etag)).toMatchObject({ status: 200 });
    expect(tenants.traceMetricsOf('a')).toBe(config.traces);
    expect(await call('DELETE', undefined, patched.etag)).toMatchObject({ status: 404 });
  });

  it('asks for the version that is there', async () => {
    const { call } = await program();
    expect(await call('POST', dimensions('x'))).toMatchObject({ status: 428 });
    expect(await call('POST', dimensions('x'), '7')).toMatchObject({ status: 412 });
    const { etag } = await call('POST', dimensions('x'), '0');
    expect(await call('POST', dimensions('y'), '0')).toMatchObject({ status: 412 });
    expect(await call('PATCH', dimensions('y'), '0')).toMatchObject({ status: 412 });
    expect(await call('DELETE')).toMatchObject({ status: 428 });
    expect(await call('DELETE', undefined, '0')).toMatchObject({ status: 412 });
    expect(await call('GET')).toMatchObject({ etag, text: JSON.stringify(dimensions('x')) });
  });

  it.each([
    ['{', 'the body is no JSON: '],
    ['[]', 'is not a map of settings'],
    [{ metrics_generator: { processo: {} } }, 'did you mean metrics_generator.processor?'],
    [{ metrics_generator: { max_active_series: 7 } }, 'metrics_generator.max_active_series is not a setting of Tempo'],
    [{ ingestion: { rate_limit_bytes: 1 } }, 'ingestion is not a setting of Tempo'],
    [{ metrics_generator: { generate_native_histograms: 'no' } }, 'is not one of classic, native, both'],
  ])('refuses %j', async (body, message) => {
    const { call } = await program();
    const refused = await call('POST', body, '0');
    expect(refused.status, refused.text).toBe(400);
    expect(refused.text).toContain(message);
    expect(await call('GET')).toMatchObject({ status: 404 });
  });

  it('refuses more than a tenant may set', async () => {
    const { call } = await program();
    expect(await call('POST', dimensions('x'.repeat(300_000)), '0')).toMatchObject({ status: 422 });
  });

  it('tells with scope=merged what holds', async () => {
    const { call } = await program();
    await call('POST', { forwarders: ['f'], metrics_generator: { ingestion_time_range_slack: '1m' } }, '0');
    const { text, etag } = await call('GET', undefined, undefined, '?scope=merged');
    expect(etag).not.toBe('0');
    expect(JSON.parse(text)).toMatchObject({
      forwarders: ['f'],
      metrics_generator: {
        processors: ['service-graphs', 'span-metrics'],
        collection_interval: '15s',
        ingestion_time_range_slack: '1m',
        processor: { span_metrics: { dimensions: [], enable_target_info: false } },
      },
    });
    expect(await call('GET', undefined, undefined, '?scope=x')).toMatchObject({ status: 400 });
  });

  it('may be set again as it is told', async () => {
    const { call, tenants } = await program();
    const { text } = await call('GET', undefined, undefined, '?scope=merged');
    expect(await call('POST', text, '0')).toMatchObject({ status: 200 });
    expect(tenants.traceMetricsOf('a')).toEqual({
      ...config.traces,
      generatedMetrics: expect.objectContaining({ histograms: 'classic' }),
    });
  });

  it('names those who have set anything', async () => {
    const { call, overrides } = await program();
    expect(overrides.tenants()).toEqual([]);
    await call('POST', dimensions('http.route'), '0');
    expect(overrides.tenants()).toEqual(['a']);
  });

  it('is kept in the store, for other programs too', async () => {
    const documents = new MemoryDocuments();
    const one = await program(documents);
    const { etag } = await one.call('POST', dimensions('http.route'), '0');
    const other = await program(documents);
    expect(await other.call('GET')).toMatchObject({ etag });
    expect(other.tenants.traceMetricsOf('a').spanMetrics.dimensions).toEqual(['http.route']);
  });
});
