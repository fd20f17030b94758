import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../defaults.js';
import { applySources } from '../precedence.js';
import { YamlFile } from '../yaml-file.js';
import { lokiSettings } from './loki.js';
import { readOriginal } from './read-original.js';
import { systemOf } from './recognise.js';
import { LOKI_OVERRIDES, readRuntimeConfig } from './runtime-config.js';

const HOUR = 3_600_000;
const defaults = defaultConfig();

const configOf = (text: string) => {
  const { given, problems } = readOriginal(new YamlFile('loki.yaml', text), 'Loki', lokiSettings, { defaults });
  expect(problems).toEqual([]);
  return applySources(defaults, [given]).config;
};

describe('limits_config of queries', () => {
  it('is taken over', () => {
    const text = `limits_config:
  max_query_length: 0
  max_query_range: 1d
  max_query_lookback: 720h
  max_query_series: 50
  max_entries_limit_per_query: 100
  query_timeout: 5m
  max_streams_matchers_per_query: 10
  cardinality_limit: 1000
  max_concurrent_tail_requests: 20
  volume_enabled: false
  volume_max_series: 5
  max_streams_per_user: 0
  max_global_streams_per_user: 7
querier: { tail_max_duration: 2h }`;
    expect(configOf(text).loki).toMatchObject({
      maxQueryLength: Number.POSITIVE_INFINITY,
      maxQueryRange: 24 * HOUR,
      maxQueryLookback: 720 * HOUR,
      maxQuerySeries: 50,
      maxEntriesLimitPerQuery: 100,
      queryTimeout: 300_000,
      maxStreamsMatchersPerQuery: 10,
      cardinalityLimit: 1000,
      maxConcurrentTailRequests: 20,
      tailMaxDuration: 2 * HOUR,
      volumeEnabled: false,
      volumeMaxSeries: 5,
      maxStreamsPerUser: Number.POSITIVE_INFINITY,
      maxGlobalStreamsPerUser: 7,
    });
  });
});

describe('deletion', () => {
  it.each([
    ['compactor: { retention_enabled: true, delete_request_store: s3 }', 'filter-and-delete'],
    [
      'compactor: { retention_enabled: true, delete_request_store: s3 }\nlimits_config: { deletion_mode: filter-only }',
      'filter-only',
    ],
    [
      'compactor: { retention_enabled: true, delete_request_store: s3 }\nlimits_config: { deletion_mode: disabled }',
      'disabled',
    ],
    ['compactor: { retention_enabled: true }', 'disabled'],
    ['compactor: { delete_request_store: s3 }', 'disabled'],
    ['limits_config: { deletion_mode: filter-and-delete }', 'disabled'],
  ])('%j: %s', (text, mode) => expect(configOf(text).loki.deletionMode).toBe(mode));

  it('has its periods', () => {
    const text = 'compactor: { delete_request_cancel_period: 1h, delete_max_interval: 0 }';
    expect(configOf(text).logDeletion).toEqual({ cancelPeriod: HOUR, maxInterval: Number.POSITIVE_INFINITY });
  });
});

describe("Loki's files of limits for single tenants", () => {
  const path = new URL('../fixtures/runtime/loki.yaml', import.meta.url).pathname;

  it('are recognised', () => expect(systemOf(path).name).toBe('loki_runtime'));

  it('are read by tenant', () => {
    const { overrides, problems, unneeded, waiting } = readRuntimeConfig([path], LOKI_OVERRIDES);
    expect(problems).toEqual([]);
    expect(unneeded).toEqual(['multi_kv_config']);
    expect(waiting).toEqual(['overrides.fake.max_query_bytes_read']);
    expect(Object.fromEntries(overrides)).toEqual({
      'team-a': {
        ingestionRate: 10 * 1024 ** 2,
        maxQuerySeries: 10_000,
        maxConcurrentTailRequests: 20,
        maxEntriesLimitPerQuery: Number.POSITIVE_INFINITY,
        retentionPeriod: 744 * HOUR,
        retentionStream: [
          { selector: '{namespace="prod"}', priority: 2, period: 336 * HOUR },
          { selector: '{container="loki"}', priority: 0, period: 72 * HOUR },
        ],
        deletionMode: 'filter-only',
      },
      default: { volumeEnabled: false, rulerMaxRulesPerRuleGroup: 5 },
    });
  });

  it.each([
    ['runtime_config: { file: a.yaml }', { files: [`${process.cwd()}/a.yaml`], period: 10_000, retention: false }],
    [
      'runtime_config: { file: "/a,/b", period: 5s }\ncompactor: { retention_enabled: true }',
      { files: ['/a', '/b'], period: 5000, retention: true },
    ],
    [
      'limits_config: { per_tenant_override_config: /a, per_tenant_override_period: 1m }',
      { files: ['/a'], period: 60_000, retention: false },
    ],
  ])('are named by %s', (text, overrides) => expect(configOf(text).lokiOverrides).toEqual(overrides));
});
