import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FREE_PORTS, QuartetProcess } from '../cli/quartet-process.js';
import { SERVICES } from './services.js';

interface ResourceSpans {
  readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
  readonly scopeSpans: readonly { readonly spans: readonly { startTimeUnixNano: string; endTimeUnixNano: string }[] }[];
}

/** The promise of the README: all eight services can be asked for within a minute. */
const DEADLINE_MS = 60_000;

describe('the demo', () => {
  const directory = mkdtempSync(join(tmpdir(), 'quartet-demo-'));
  const portsFile = join(directory, 'ports.json');
  let demo: QuartetProcess;
  let ports: Record<string, number>;
  let started: number;

  beforeAll(async () => {
    started = Date.now();
    demo = new QuartetProcess(['demo', ...FREE_PORTS, '--ports-file', portsFile, '--rate', '5'], { cwd: directory });
    await demo.printed('The demo runs');
    ports = JSON.parse(readFileSync(portsFile, 'utf8')) as Record<string, number>;
  });

  afterAll(async () => {
    const { code } = await demo.stop('SIGINT');
    rmSync(directory, { recursive: true });
    expect(code).toBe(0);
  });

  it('has series, log lines and traces of each service, and one request joins five of them', {
    timeout: 90_000,
  }, async () => {
    await eventually('series of every service', async () => missing(await seriesJobs()));
    await eventually('log lines of every service', async () => missing(await logServices()));
    const joined = new Set<string>();
    let widest = { id: '', services: [] as string[], range: {} as Record<string, string> };
    await eventually('traces of every service, one of at least five', async () => {
      for (const id of await traceIds()) {
        const { services, range } = await trace(id);
        for (const service of services) joined.add(service);
        if (services.length > widest.services.length) widest = { id, services, range };
      }
      return [
        ...missing([...joined]),
        ...(widest.services.length < 5 ? [`a trace of five services, not ${widest.services}`] : []),
      ];
    });
    await eventually('the log lines of that trace', async () => {
      const found = (await streams('{service_name=~".+"}', widest.range)).filter(
        ({ stream }) => stream.trace_id === widest.id,
      );
      return found.length > 0 ? [] : [widest.id];
    });
  });

  async function get(dialect: string, path: string, parameters: Record<string, string> = {}): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${ports[dialect]}${path}?${new URLSearchParams(parameters)}`);
    return response.ok ? response.json() : undefined;
  }

  async function seriesJobs(): Promise<string[]> {
    const answer = (await get('prometheus', '/api/v1/query', { query: 'http_requests_total' })) as
      | { data: { result: { metric: Record<string, string> }[] } }
      | undefined;
    return answer?.data.result.map(({ metric }) => metric.job ?? '') ?? [];
  }

  async function streams(
    query: string,
    range: Record<string, string> = {},
  ): Promise<{ stream: Record<string, string> }[]> {
    const answer = (await get('loki', '/loki/api/v1/query_range', { query, limit: '5000', ...range })) as
      | { data: { result: { stream: Record<string, string> }[] } }
      | undefined;
    return answer?.data.result ?? [];
  }

  const logServices = async () =>
    (await streams('{service_name=~".+"}')).map(({ stream }) => stream.service_name ?? '');

  /** Of some traces of each service: those that its newest log lines name. */
  const traceIds = async () => {
    const ids = new Set<string>();
    for (const service of SERVICES) {
      const found = await streams(`{service_name="${service}"}`, { limit: '12' });
      for (const { stream } of found) if (stream.trace_id !== undefined) ids.add(stream.trace_id);
    }
    return [...ids];
  };

  /** The services of a trace, and the time that it took as a range for queries. */
  async function trace(id: string): Promise<{ services: string[]; range: Record<string, string> }> {
    const { batches = [] } = ((await get('tempo', `/api/traces/${id}`)) ?? {}) as { batches?: ResourceSpans[] };
    const services = batches.flatMap(
      ({ resource }) => resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? [],
    );
    const spans = batches.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    const start = spans.map(({ startTimeUnixNano }) => startTimeUnixNano).sort()[0] ?? '0';
    const end =
      spans
        .map(({ endTimeUnixNano }) => endTimeUnixNano)
        .sort()
        .at(-1) ?? '0';
    return { services: [...new Set(services)], range: { start, end: String(BigInt(end) + 1_000_000_000n) } };
  }

  /** Asks until nothing is missing; the services send when they will, and there is no event to wait for. */
  async function eventually(what: string, ask: () => Promise<string[]>): Promise<void> {
    let lacking: string[] = [];
    while (Date.now() - started < DEADLINE_MS) {
      lacking = await ask();
      if (lacking.length === 0) return;
      await pause(500);
    }
    throw new Error(`after ${DEADLINE_MS / 1000} s there are no ${what}: ${lacking}\n${demo.stderr.slice(-2000)}`);
  }
});

const missing = (found: readonly string[]): string[] => SERVICES.filter((service) => !found.includes(service));
