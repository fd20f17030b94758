import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '../config/defaults.js';
import { UNLIMITED_METRICS } from '../model/metric-limits.js';
import { metricTenantLimits } from './metric-tenant-limits.js';

let directory: string;
let file: string;
const warnings: string[] = [];
const write = (yaml: string) => writeFileSync(file, yaml);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-overrides-'));
  file = join(directory, 'overrides.yaml');
  warnings.length = 0;
});
afterEach(() => rmSync(directory, { recursive: true }));

const open = () => {
  const config = defaultConfig();
  return metricTenantLimits(
    {
      ...config,
      mimir: { ...config.mimir, maxLabelNamesPerSeries: 30 },
      mimirOverrides: { files: [file], period: 10_000 },
    },
    { info: () => undefined, warn: (message) => warnings.push(message) },
  );
};

describe('TenantLimits', () => {
  it('gives tenants their own limits over those of all', async () => {
    write('overrides: { a: { ingestion_rate: 5 } }');
    const limits = await open();
    expect(limits.of('a')).toEqual({ ...UNLIMITED_METRICS, ingestionRate: 5, maxLabelNamesPerSeries: 30 });
    expect(limits.of('b').ingestionRate).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes over what changed', async () => {
    write('overrides: { a: { ingestion_rate: 5 } }');
    const limits = await open();
    write('overrides: { b: { ingestion_rate: 7 } }');
    expect(limits.of('a').ingestionRate).toBe(5);
    await limits.check();
    expect(limits.of('a').ingestionRate).toBe(Number.POSITIVE_INFINITY);
    expect(limits.of('b').ingestionRate).toBe(7);
  });

  it.each([
    [
      'an unknown setting',
      'overrides:\n  a: { ingestion_rat: 6 }',
      'overrides.yaml:2: overrides.a.ingestion_rat is not',
    ],
    ['no YAML', 'overrides: [', 'overrides.yaml:1:13: not valid YAML'],
  ])('keeps the last good ones where there is %s, and says so once', async (_what, yaml, problem) => {
    write('overrides: { a: { ingestion_rate: 5 } }');
    const limits = await open();
    write(yaml);
    await limits.check();
    await limits.check();
    expect(limits.of('a').ingestionRate).toBe(5);
    expect(limits.isGood).toBe(false);
    expect(warnings).toEqual([expect.stringContaining(problem)]);
    write('overrides: { a: { ingestion_rate: 8 } }');
    await limits.check();
    expect(limits.of('a').ingestionRate).toBe(8);
    expect(limits.isGood).toBe(true);
  });

  it('keeps them when the file is gone, and begins when it comes', async () => {
    const limits = await open();
    expect(limits.isGood).toBe(false);
    write('overrides: { a: { ingestion_rate: 5 } }');
    await limits.check();
    rmSync(file);
    await limits.check();
    expect(limits.of('a').ingestionRate).toBe(5);
    expect(warnings).toEqual([expect.stringContaining('cannot read')]);
  });
});
