import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { groupsOf, MINUTE, RuleBench, text } from './rule-bench.js';

const FILE = new URL('../../src/config/prometheus/fixtures/rules/good/critical.yml', import.meta.url);

it('every alert of a plan fires and every recording rule yields its series', { timeout: 120_000 }, async () => {
  const bench = new RuleBench();
  await bench.rules.apply(groupsOf(readFileSync(FILE, 'utf8')), []);
  await bench.rules.start();
  for (let i = 0; i <= 70; i++) {
    const counters: readonly (readonly [string, Record<string, string>, number])[] = [
      ['up', { job: 'api', instance: 'api:80' }, 0],
      ['http_requests_total', { status: '500', job: 'api' }, i * 60],
      ['http_requests_total', { status: '200', job: 'api' }, i * 60],
      ['http_request_duration_seconds_bucket', { le: '1' }, 0],
      ['http_request_duration_seconds_bucket', { le: '5' }, i * 60],
      ['http_request_duration_seconds_bucket', { le: '+Inf' }, i * 60],
      ['loki_distributor_bytes_received_total', { tenant: 'a' }, i * 60 * 30 * 2 ** 20],
      ['minio_bucket_usage_total_bytes', { bucket: 'logs' }, i * 2 ** 30],
    ];
    for (const [name, labels, value] of counters) bench.add(name, labels, value);
    await bench.clock.advance(MINUTE);
  }
  const fired = new Map(
    bench.sent.flatMap(({ alerts }) => alerts).map(({ labels, annotations }) => [text(labels), text(annotations)]),
  );
  expect([...fired.keys()].map((labels) => /alertname="(\w+)"/.exec(labels)![1]).sort()).toEqual([
    'HighErrorRate',
    'HighIngestionRate',
    'HighResponseTime',
    'ServiceDown',
    'StorageGrowthHigh',
  ]);
  const annotations = [...fired.values()].join('\n');
  expect(annotations).toContain('description="50% of all requests failed during the last five minutes."');
  expect(annotations).toContain('description="api:80 of api has not answered its scrape for a minute."');
  expect(annotations).toContain('description="30MiB a second."');
  expect(await bench.ask('pyairtable:service_availability')).toEqual({ '{instance="api:80", job="api"}': 0 });
  expect(await bench.ask('pyairtable:error_budget')).toEqual({ '{job="api", status="500"}': 0 });
  for (const { rules } of bench.rules.evaluators)
    for (const { rule, health } of rules) expect([rule.name, health]).toEqual([rule.name, 'ok']);
});
