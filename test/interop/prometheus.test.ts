import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../support/server.js';

const installed = spawnSync('prometheus', ['--version']).status === 0;
if (!installed)
  process.stdout.write(
    'skipped: the test with a real Prometheus, because the Debian package prometheus is not installed\n',
  );

/** Prometheus from Debian scrapes itself and us each second and writes to us: what both answer must be the same. */
describe.skipIf(!installed)('a real Prometheus that writes to us', () => {
  const directory = mkdtempSync(join(tmpdir(), 'quartet-prometheus-'));
  let server: TestServer;
  let prometheus: ChildProcess;
  let url: string;

  beforeAll(async () => {
    server = await TestServer.start();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const config = {
      global: { scrape_interval: '1s' },
      scrape_configs: [
        { job_name: 'prometheus', static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
        {
          job_name: 'quartet',
          static_configs: [{ targets: [`127.0.0.1:${server.port('prometheus')}`], labels: { team: 'a"b\\c' } }],
        },
        { job_name: 'nobody', static_configs: [{ targets: ['127.0.0.1:1'] }] },
      ],
      remote_write: [
        { url: server.url('prometheus', '/api/v1/write'), queue_config: { batch_send_deadline: '200ms' } },
      ],
    };
    const file = join(directory, 'prometheus.yml');
    writeFileSync(file, JSON.stringify(config));
    prometheus = spawn('prometheus', [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(directory, 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ]);
  });

  afterAll(async () => {
    const ended = new Promise((resolve) => prometheus.once('exit', resolve));
    prometheus.kill('SIGTERM');
    await ended;
    await server.remove();
    rmSync(directory, { recursive: true });
  });

  it('finds every series and every value again', { timeout: 60_000 }, async () => {
    const until = await scraped(8);
    const queries = [
      'up',
      'prometheus_build_info',
      'prometheus_tsdb_head_series',
      'process_cpu_seconds_total',
      'go_gc_duration_seconds',
      'quartet_build_info',
    ];
    for (const query of queries) {
      const range = { query, start: String(until - 5), end: String(until), step: '1' };
      await expect
        .poll(() => matrix(server.url('prometheus'), range), { timeout: 20_000 })
        .toEqual(await matrix(url, range));
    }
  });

  /** Waits until Prometheus has that many scrapes of itself; the time of the last but two, in seconds. */
  async function scraped(count: number): Promise<number> {
    for (;;) {
      const samples = await ask(url, '/api/v1/query', { query: 'up{job="prometheus"}[1m]' }).catch(() => undefined);
      const [series] = (samples?.data.result ?? []) as { values: [number, string][] }[];
      if (series !== undefined && series.values.length >= count) return Math.floor(series.values.at(-3)![0]);
      await pause(300);
    }
  }

  async function matrix(base: string, range: Record<string, string>): Promise<unknown> {
    const { data } = await ask(base, '/api/v1/query_range', range);
    const series = data.result as { metric: Record<string, string>; values: unknown }[];
    return series.map(({ metric, values }) => [JSON.stringify(Object.entries(metric).sort()), values]).sort();
  }

  async function ask(
    base: string,
    path: string,
    parameters: Record<string, string>,
  ): Promise<{ data: { result: unknown[] } }> {
    const answer = await fetch(`${base}${path}?${new URLSearchParams(parameters)}`);
    return (await answer.json()) as { data: { result: unknown[] } };
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
