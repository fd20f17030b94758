import { describe, expect, it } from 'vitest';
import { labelName, metricName, type NameKind } from './metrics-name.js';
import { DEFAULT_METRICS_OPTIONS, type TranslationStrategy } from './metrics-options.js';
import { unitName } from './metrics-unit.js';

const NAMES: [TranslationStrategy, string, string, NameKind, string | undefined][] = [
  [
    'UnderscoreEscapingWithSuffixes',
    'http.server.request.duration',
    's',
    'other',
    'http_server_request_duration_seconds',
  ],
  ['UnderscoreEscapingWithSuffixes', 'system.cpu.utilization', '1', 'gauge', 'system_cpu_utilization_ratio'],
  ['UnderscoreEscapingWithSuffixes', 'cpu_ratio_used', '1', 'gauge', 'cpu_used_ratio'],
  ['UnderscoreEscapingWithSuffixes', 'items', '1', 'counter', 'items_total'],
  ['UnderscoreEscapingWithSuffixes', 'orders.created', '{order}', 'counter', 'orders_created_total'],
  ['UnderscoreEscapingWithSuffixes', 'requests_total', '', 'counter', 'requests_total'],
  ['UnderscoreEscapingWithSuffixes', 'wait_seconds', 's', 'other', 'wait_seconds'],
  ['UnderscoreEscapingWithSuffixes', 'net.io', 'By/s', 'gauge', 'net_io_bytes_per_second'],
  ['UnderscoreEscapingWithSuffixes', 'rate', '1/s', 'counter', 'rate_per_second_total'],
  ['UnderscoreEscapingWithSuffixes', 'net.io', 'By/{packet}', 'gauge', 'net_io_bytes'],
  ['UnderscoreEscapingWithSuffixes', 'speed', 'km/h', 'gauge', 'speed_km_per_hour'],
  ['UnderscoreEscapingWithSuffixes', 'load', '%', 'gauge', 'load_percent'],
  ['UnderscoreEscapingWithSuffixes', '2xx.responses', '', 'gauge', '_2xx_responses'],
  ['UnderscoreEscapingWithSuffixes', 'a__b..c', 'x__y', 'gauge', 'a_b_c_x_y'],
  ['UnderscoreEscapingWithSuffixes', 'job:rate', '', 'gauge', 'job:rate'],
  ['UnderscoreEscapingWithSuffixes', '@#$', '', 'gauge', undefined],
  ['UnderscoreEscapingWithSuffixes', '', '', 'gauge', undefined],
  ['UnderscoreEscapingWithoutSuffixes', 'http.duration', 's', 'counter', 'http_duration'],
  ['UnderscoreEscapingWithoutSuffixes', 'a__b', '', 'gauge', 'a__b'],
  ['NoUTF8EscapingWithSuffixes', 'http.duration', 's', 'counter', 'http.duration_seconds_total'],
  ['NoUTF8EscapingWithSuffixes', 'cpu_seconds_total', 's', 'counter', 'cpu_seconds_total'],
  ['NoUTF8EscapingWithSuffixes', 'requêsts', '1/s', 'counter', 'requêsts_per_second_total'],
  ['NoUTF8EscapingWithSuffixes', 'cpu.usagé', '1', 'gauge', 'cpu.usagé_ratio'],
  ['NoTranslation', 'http.duration', 's', 'counter', 'http.duration'],
  ['NoTranslation', '', '', 'gauge', undefined],
];

describe('metricName', () => {
  it.each(NAMES)('%s: %j in %j (%s) is %j', (translationStrategy, name, unit, kind, expected) => {
    expect(metricName(name, unit, kind, { ...DEFAULT_METRICS_OPTIONS, translationStrategy })).toBe(expected);
  });
});

describe('labelName', () => {
  it.each([
    ['http.method', 'http_method'],
    ['0digit', 'key_0digit'],
    ['ünï.attr', 'key_n__attr'],
    ['_private', 'key_private'],
    ['__reserved', '__reserved'],
    ['label:with:colons', 'label_with_colons'],
    ['字符', undefined],
    ['_', undefined],
    ['', undefined],
  ])('%j is %j', (key, expected) => {
    expect(labelName(key, DEFAULT_METRICS_OPTIONS)).toBe(expected);
  });

  it('follows the options', () => {
    const options = { ...DEFAULT_METRICS_OPTIONS, labelNameUnderscoreSanitization: false };
    expect(labelName('_private', options)).toBe('_private');
    expect(labelName('a..b', { ...options, labelNamePreserveMultipleUnderscores: false })).toBe('a_b');
    expect(labelName('ünï.attr', { ...options, translationStrategy: 'NoTranslation' })).toBe('ünï.attr');
  });
});

describe('unitName', () => {
  it.each([
    ['s', 'seconds'],
    ['By/s', 'bytes_per_second'],
    ['1', ''],
    ['{request}', ''],
    ['1/s', 'per_second'],
  ])('%j is %j', (unit, expected) => {
    expect(unitName(unit)).toBe(expected);
  });
});
