import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '../config/defaults.js';
import { logTenantLimits } from './log-tenant-limits.js';

const HOUR = 3_600_000;
const good = { selector: '{env="dev"}', priority: 1, period: HOUR };
let directory: string;
let file: string;
const warnings: string[] = [];
const write = (yaml: string) => writeFileSync(file, yaml);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-loki-overrides-'));
  file = join(directory, 'overrides.yaml');
  warnings.length = 0;
});
afterEach(() => rmSync(directory, { recursive: true }));

const open = (options: { retention?: boolean; rules?: (typeof good)[] } = {}) => {
  const config = defaultConfig();
  const { retention = true, rules = [] } = options;
  return logTenantLimits(
    {
      loki: { ...config.loki, retentionStream: rules },
      lokiOverrides: { files: [file], period: 10_000, retention },
      retention: { ...config.retention, logs: 48 * HOUR },
    },
    { info: () => undefined, warn: (message) => warnings.push(message) },
  );
};

describe('logTenantLimits', () => {
  it('lays what is said of a tenant over what holds for all', async () => {
    write('overrides: { a: { max_query_series: 3, retention_period: 24h } }');
    const limits = await open();
    expect(limits.of('a')).toMatchObject({ maxQuerySeries: 3, retentionPeriod: 24 * HOUR, maxLineSize: 262_144 });
    expect(limits.of('b')).toMatchObject({ maxQuerySeries: 500, retentionPeriod: 48 * HOUR });
    expect(limits.of('a')).toBe(limits.of('a'));
  });

  it('takes over what changed, and keeps the last good file where a selector is none', async () => {
    write('overrides: { a: { max_query_series: 3 } }');
    const limits = await open();
    write('overrides: { a: { max_query_series: 4, retention_stream: [{ selector: "{a", period: 1h }] } }');
    await limits.check();
    expect(limits.of('a').maxQuerySeries).toBe(3);
    expect(warnings).toEqual([
      expect.stringContaining('overrides.a.retention_stream: {a is not a selector of streams'),
    ]);
    write('overrides: { a: { max_query_series: 5 } }');
    await limits.check();
    expect(limits.of('a').maxQuerySeries).toBe(5);
  });

  it('does not count retention and deletion where the configuration has them off', async () => {
    write('overrides: { a: { max_query_series: 3, retention_period: 24h, deletion_mode: filter-only } }');
    const limits = await open({ retention: false });
    expect(limits.of('a')).toMatchObject({
      maxQuerySeries: 3,
      retentionPeriod: 48 * HOUR,
      deletionMode: 'disabled',
    });
  });

  it('leaves out rules for all tenants whose selector is none', async () => {
    write('');
    const limits = await open({ rules: [good, { ...good, selector: '{}' }] });
    expect(limits.of('a').retentionStream).toEqual([good]);
    expect(warnings).toEqual([expect.stringContaining('retentionStream: {} is not a selector of streams')]);
  });
});
